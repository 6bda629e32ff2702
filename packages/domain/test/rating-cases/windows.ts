/**
 * Which price counts, by what the clocks of the plan's zone show when the call begins: 0.60 a minute, 0.06 off-peak, by the
 * second. Written down from the zones' rules, not from the code.
 */
export const windowCases = `

Every night, in winter and in summer

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-11-25T18:59:59.999Z | Wed 19:59:59.999                  | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-11-25T19:00:00Z     | Wed 20:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-11-25T22:59:59.999Z | Wed 23:59:59.999                  | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-11-25T23:00:00Z     | Thu 00:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-11-26T06:59:59.999Z | Thu 07:59:59.999                  | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-11-26T07:00:00Z     | Thu 08:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-07-01T17:59:59Z     | Wed 19:59:59                      | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-07-01T18:00:00Z     | Wed 20:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-07-02T05:59:59.999Z | Thu 07:59:59.999                  | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-07-02T06:00:00Z     | Thu 08:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |

The start decides for the whole call

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-11-25T18:59:59Z     | Wed 19:59:59                      | 7200   | peak   | 72.0000 | 120·0.60   |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-11-26T06:59:59Z     | Thu 07:59:59                      | 7200   | off    | 7.2000  | 120·0.06   |

Past midnight, on one day of the week

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | mon 22:00-06:00                                           | 2026-11-23T20:59:59Z     | Mon 21:59:59                      | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon 22:00-06:00                                           | 2026-11-23T21:00:00Z     | Mon 22:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon 22:00-06:00                                           | 2026-11-24T04:59:59Z     | Tue 05:59:59                      | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon 22:00-06:00                                           | 2026-11-24T05:00:00Z     | Tue 06:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon 22:00-06:00                                           | 2026-11-24T21:30:00Z     | Tue 22:30                         | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon 22:00-06:00                                           | 2026-11-23T04:30:00Z     | Mon 05:30                         | 60     | peak   | 0.6000  | 60·0.60/60 |

Past midnight and the week's end

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | sun 22:00-06:00                                           | 2026-11-29T21:00:00Z     | Sun 22:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 22:00-06:00                                           | 2026-11-30T00:30:00Z     | Mon 01:30                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 22:00-06:00                                           | 2026-11-30T04:59:59.999Z | Mon 05:59:59.999                  | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 22:00-06:00                                           | 2026-11-30T05:00:00Z     | Mon 06:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | sun 22:00-06:00                                           | 2026-11-29T03:00:00Z     | Sun 04:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |

Past midnight and the year's end

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | thu 22:00-06:00                                           | 2026-12-31T23:30:00Z     | Fri 00:30 of 2027                 | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | thu 22:00-06:00                                           | 2027-01-01T23:30:00Z     | Sat 00:30                         | 60     | peak   | 0.6000  | 60·0.60/60 |

Whole days

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | sat,sun 00:00-24:00                                       | 2026-11-27T22:59:59.999Z | Fri 23:59:59.999                  | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | sat,sun 00:00-24:00                                       | 2026-11-27T23:00:00Z     | Sat 00:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sat,sun 00:00-24:00                                       | 2026-11-29T22:59:59.999Z | Sun 23:59:59.999                  | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sat,sun 00:00-24:00                                       | 2026-11-29T23:00:00Z     | Mon 00:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |

Several windows

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | mon,wed,fri 12:00-13:00; wed 20:00-24:00; sat 18:00-02:00 | 2026-11-25T10:59:00Z     | Wed 11:59                         | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon,wed,fri 12:00-13:00; wed 20:00-24:00; sat 18:00-02:00 | 2026-11-25T11:00:00Z     | Wed 12:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon,wed,fri 12:00-13:00; wed 20:00-24:00; sat 18:00-02:00 | 2026-11-25T12:00:00Z     | Wed 13:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon,wed,fri 12:00-13:00; wed 20:00-24:00; sat 18:00-02:00 | 2026-11-26T11:30:00Z     | Thu 12:30                         | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon,wed,fri 12:00-13:00; wed 20:00-24:00; sat 18:00-02:00 | 2026-11-25T22:59:59Z     | Wed 23:59:59                      | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon,wed,fri 12:00-13:00; wed 20:00-24:00; sat 18:00-02:00 | 2026-11-25T23:00:00Z     | Thu 00:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon,wed,fri 12:00-13:00; wed 20:00-24:00; sat 18:00-02:00 | 2026-11-28T17:00:00Z     | Sat 18:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon,wed,fri 12:00-13:00; wed 20:00-24:00; sat 18:00-02:00 | 2026-11-29T00:59:00Z     | Sun 01:59                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon,wed,fri 12:00-13:00; wed 20:00-24:00; sat 18:00-02:00 | 2026-11-29T01:00:00Z     | Sun 02:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |

Overlapping windows

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | mon-fri 18:00-22:00; wed 20:00-06:00                      | 2026-11-25T20:30:00Z     | Wed 21:30                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-fri 18:00-22:00; wed 20:00-06:00                      | 2026-11-25T21:30:00Z     | Wed 22:30                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-fri 18:00-22:00; wed 20:00-06:00                      | 2026-11-26T21:30:00Z     | Thu 22:30                         | 60     | peak   | 0.6000  | 60·0.60/60 |

Amsterdam, 29 March 2026: 02:00 becomes 03:00 at 01:00Z

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | sun 02:00-03:00                                           | 2026-03-29T00:59:59.999Z | 01:59:59.999, UTC+1               | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | sun 02:00-03:00                                           | 2026-03-29T01:00:00Z     | 03:00, UTC+2: its hour never came | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | sun 01:00-03:30                                           | 2026-03-29T00:59:59.999Z | 01:59:59.999, UTC+1               | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 01:00-03:30                                           | 2026-03-29T01:00:00Z     | 03:00, UTC+2                      | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 01:00-03:30                                           | 2026-03-29T01:29:59Z     | 03:29:59, UTC+2                   | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 01:00-03:30                                           | 2026-03-29T01:30:00Z     | 03:30, UTC+2                      | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-03-29T05:59:59Z     | 07:59:59, UTC+2                   | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-03-29T06:00:00Z     | 08:00, UTC+2                      | 60     | peak   | 0.6000  | 60·0.60/60 |

Amsterdam, 25 October 2026: 03:00 becomes 02:00 at 01:00Z

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Europe/Amsterdam    | sun 02:00-02:30                                           | 2026-10-25T00:00:00Z     | 02:00, UTC+2                      | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 02:00-02:30                                           | 2026-10-25T00:29:59Z     | 02:29:59, UTC+2                   | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 02:00-02:30                                           | 2026-10-25T00:30:00Z     | 02:30, UTC+2                      | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | sun 02:00-02:30                                           | 2026-10-25T01:00:00Z     | 02:00, UTC+1: again               | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 02:00-02:30                                           | 2026-10-25T01:29:59Z     | 02:29:59, UTC+1                   | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | sun 02:00-02:30                                           | 2026-10-25T01:30:00Z     | 02:30, UTC+1                      | 60     | peak   | 0.6000  | 60·0.60/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-10-25T06:59:59Z     | 07:59:59, UTC+1                   | 60     | off    | 0.0600  | 60·0.06/60 |
| Europe/Amsterdam    | mon-sun 20:00-08:00                                       | 2026-10-25T07:00:00Z     | 08:00, UTC+1                      | 60     | peak   | 0.6000  | 60·0.60/60 |

New York, 8 March and 1 November 2026

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| America/New_York    | sun 01:00-02:00                                           | 2026-03-08T06:59:59Z     | 01:59:59, UTC-5                   | 60     | off    | 0.0600  | 60·0.06/60 |
| America/New_York    | sun 01:00-02:00                                           | 2026-03-08T07:00:00Z     | 03:00, UTC-4                      | 60     | peak   | 0.6000  | 60·0.60/60 |
| America/New_York    | sun 01:00-02:00                                           | 2026-11-01T05:00:00Z     | 01:00, UTC-4                      | 60     | off    | 0.0600  | 60·0.06/60 |
| America/New_York    | sun 01:00-02:00                                           | 2026-11-01T05:59:59Z     | 01:59:59, UTC-4                   | 60     | off    | 0.0600  | 60·0.06/60 |
| America/New_York    | sun 01:00-02:00                                           | 2026-11-01T06:00:00Z     | 01:00, UTC-5: again               | 60     | off    | 0.0600  | 60·0.06/60 |
| America/New_York    | sun 01:00-02:00                                           | 2026-11-01T06:59:59Z     | 01:59:59, UTC-5                   | 60     | off    | 0.0600  | 60·0.06/60 |
| America/New_York    | sun 01:00-02:00                                           | 2026-11-01T07:00:00Z     | 02:00, UTC-5                      | 60     | peak   | 0.6000  | 60·0.60/60 |
| America/New_York    | sat 19:00-24:00                                           | 2026-11-29T00:30:00Z     | Sat 19:30, UTC-5: Sunday in UTC   | 60     | off    | 0.0600  | 60·0.06/60 |

Lord Howe, which moves by half an hour: 5 April and 4 October 2026

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Australia/Lord_Howe | sun 01:30-02:00                                           | 2026-04-04T14:29:59Z     | 01:29:59, UTC+11                  | 60     | peak   | 0.6000  | 60·0.60/60 |
| Australia/Lord_Howe | sun 01:30-02:00                                           | 2026-04-04T14:30:00Z     | 01:30, UTC+11                     | 60     | off    | 0.0600  | 60·0.06/60 |
| Australia/Lord_Howe | sun 01:30-02:00                                           | 2026-04-04T14:59:59Z     | 01:59:59, UTC+11                  | 60     | off    | 0.0600  | 60·0.06/60 |
| Australia/Lord_Howe | sun 01:30-02:00                                           | 2026-04-04T15:00:00Z     | 01:30, UTC+10:30: again           | 60     | off    | 0.0600  | 60·0.06/60 |
| Australia/Lord_Howe | sun 01:30-02:00                                           | 2026-04-04T15:29:59Z     | 01:59:59, UTC+10:30               | 60     | off    | 0.0600  | 60·0.06/60 |
| Australia/Lord_Howe | sun 01:30-02:00                                           | 2026-04-04T15:30:00Z     | 02:00, UTC+10:30                  | 60     | peak   | 0.6000  | 60·0.60/60 |
| Australia/Lord_Howe | sun 02:00-02:30                                           | 2026-10-03T15:29:59Z     | 01:59:59, UTC+10:30               | 60     | peak   | 0.6000  | 60·0.60/60 |
| Australia/Lord_Howe | sun 02:00-02:30                                           | 2026-10-03T15:30:00Z     | 02:30, UTC+11: never came         | 60     | peak   | 0.6000  | 60·0.60/60 |

Half and quarter hours, no summer time

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| Asia/Kolkata        | mon-sun 22:00-06:00                                       | 2026-11-25T16:29:59Z     | Wed 21:59:59, UTC+5:30            | 60     | peak   | 0.6000  | 60·0.60/60 |
| Asia/Kolkata        | mon-sun 22:00-06:00                                       | 2026-11-25T16:30:00Z     | Wed 22:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| Asia/Kolkata        | mon-sun 22:00-06:00                                       | 2026-11-26T00:29:59Z     | Thu 05:59:59                      | 60     | off    | 0.0600  | 60·0.06/60 |
| Asia/Kolkata        | mon-sun 22:00-06:00                                       | 2026-11-26T00:30:00Z     | Thu 06:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |
| Asia/Kathmandu      | wed 00:00-08:00                                           | 2026-11-24T18:14:59Z     | Tue 23:59:59, UTC+5:45            | 60     | peak   | 0.6000  | 60·0.60/60 |
| Asia/Kathmandu      | wed 00:00-08:00                                           | 2026-11-24T18:15:00Z     | Wed 00:00, UTC+5:45               | 60     | off    | 0.0600  | 60·0.06/60 |

29 February 2028, a Tuesday

| zone                | off-peak                                                  | starts                   | the clock there                   | talk s | priced | amount  | arithmetic |
| ------------------- | --------------------------------------------------------- | ------------------------ | --------------------------------- | ------ | ------ | ------- | ---------- |
| UTC                 | tue 00:00-24:00                                           | 2028-02-28T23:59:59.999Z | Mon 23:59:59.999                  | 60     | peak   | 0.6000  | 60·0.60/60 |
| UTC                 | tue 00:00-24:00                                           | 2028-02-29T00:00:00Z     | Tue 00:00                         | 60     | off    | 0.0600  | 60·0.06/60 |
| UTC                 | tue 00:00-24:00                                           | 2028-02-29T23:59:59.999Z | Tue 23:59:59.999                  | 60     | off    | 0.0600  | 60·0.06/60 |
| UTC                 | tue 00:00-24:00                                           | 2028-03-01T00:00:00Z     | Wed 00:00                         | 60     | peak   | 0.6000  | 60·0.60/60 |
`;
