/**
 * Which rate counts. Rates are `prefix price` by the second, rounded up to 4, with what else is said of them: `in` for
 * inbound, `off` for the off-peak price, `from` and `to` for their validity. The plan is off-peak from 20:00 to 08:00
 * UTC every day. Each call lasts 60 s, so that its amount is the price a minute.
 */
export const choiceCases = `

The longest prefix

| deck                                         | number           | direction | starts               | rate  | amount | why |
| -------------------------------------------- | ---------------- | --------- | -------------------- | ----- | ------ | --- |
| 31 0.01; 3120 0.02; 31201 0.03               | +31201234567     | outbound  | 2026-11-25T10:00:00Z | 31201 | 0.0300 | five digits fit |
| 31 0.01; 3120 0.02; 31201 0.03               | +31202234567     | outbound  | 2026-11-25T10:00:00Z | 3120  | 0.0200 | four digits fit |
| 31 0.01; 3120 0.02; 31201 0.03               | +31302234567     | outbound  | 2026-11-25T10:00:00Z | 31    | 0.0100 | two digits fit |
| 31 0.01; 3120 0.02; 31201 0.03               | +32202234567     | outbound  | 2026-11-25T10:00:00Z | -     | -      | none fits |
| 3 0.04; 31201234567 0.05                     | +31201234567     | outbound  | 2026-11-25T10:00:00Z | 31201234567 | 0.0500 | the whole number |
| 3 0.04; 312012345678 0.05                    | +31201234567     | outbound  | 2026-11-25T10:00:00Z | 3     | 0.0400 | a prefix longer than the number does not fit |
| 1 0.01; 1242 0.20                            | +12425551234     | outbound  | 2026-11-25T10:00:00Z | 1242  | 0.2000 | Bahamas within +1 |

Direction

| deck                                         | number           | direction | starts               | rate  | amount | why |
| -------------------------------------------- | ---------------- | --------- | -------------------- | ----- | ------ | --- |
| 31 0.01; 31 0.002 in                         | +31201234567     | outbound  | 2026-11-25T10:00:00Z | 31    | 0.0100 | outbound rates |
| 31 0.01; 31 0.002 in                         | +31201234567     | inbound   | 2026-11-25T10:00:00Z | 31    | 0.0020 | inbound rates |
| 3120 0.01                                    | +31201234567     | inbound   | 2026-11-25T10:00:00Z | -     | -      | no inbound rate |
| 31 0.01; 3120 0.002 in                       | +31201234567     | outbound  | 2026-11-25T10:00:00Z | 31    | 0.0100 | the longer one is of the other direction |

Validity, by the start of the call

| deck                                         | number           | direction | starts               | rate  | amount | why |
| -------------------------------------------- | ---------------- | --------- | -------------------- | ----- | ------ | --- |
| 31 0.01 to 2026-12-01; 31 0.03 from 2026-12-01 | +31201234567   | outbound  | 2026-11-30T23:59:59.999Z | 31 | 0.0100 | the old one, to its last millisecond |
| 31 0.01 to 2026-12-01; 31 0.03 from 2026-12-01 | +31201234567   | outbound  | 2026-12-01T00:00:00Z | 31    | 0.0300 | the new one, from its first |
| 31 0.01; 3120 0.02 to 2026-11-25             | +31201234567     | outbound  | 2026-11-25T10:00:00Z | 31    | 0.0100 | the longer one is over |
| 31 0.01; 3120 0.02 from 2026-12-01           | +31201234567     | outbound  | 2026-11-25T10:00:00Z | 31    | 0.0100 | the longer one has not begun |
| 31 0.01 from 2026-12-01                      | +31201234567     | outbound  | 2026-11-25T10:00:00Z | -     | -      | none has begun |
| 31 0.01 to 2026-11-25                        | +31201234567     | outbound  | 2026-11-25T00:00:00Z | -     | -      | over at that very moment |
| 31 0.01 from 2026-11-25 to 2026-11-25; 31 0.03 from 2026-11-25 | +31201234567 | outbound | 2026-11-25T00:00:00Z | 31 | 0.0300 | one that was replaced at its beginning is valid never |

The plan's own validity: from 2026-01-01 to 2028-01-01

| deck                                         | number           | direction | starts               | rate  | amount | why |
| -------------------------------------------- | ---------------- | --------- | -------------------- | ----- | ------ | --- |
| 31 0.01                                      | +31201234567     | outbound  | 2025-12-31T23:59:59.999Z | - | -      | not begun |
| 31 0.01                                      | +31201234567     | outbound  | 2026-01-01T00:00:00Z | 31    | 0.0100 | begun |
| 31 0.01                                      | +31201234567     | outbound  | 2027-12-31T23:59:59.999Z | 31 | 0.0100 | the last millisecond (and 0.01 at night too) |
| 31 0.01                                      | +31201234567     | outbound  | 2028-01-01T00:00:00Z | -     | -      | over |

Off-peak prices

| deck                                         | number           | direction | starts               | rate  | amount | why |
| -------------------------------------------- | ---------------- | --------- | -------------------- | ----- | ------ | --- |
| 31 0.01 off 0.004                            | +31201234567     | outbound  | 2026-11-25T19:59:59Z | 31    | 0.0100 | peak |
| 31 0.01 off 0.004                            | +31201234567     | outbound  | 2026-11-25T20:00:00Z | 31    | 0.0040 | off-peak |
| 31 0.01                                      | +31201234567     | outbound  | 2026-11-25T20:00:00Z | 31    | 0.0100 | off-peak, and the rate has no price for it |
| 31 0.01 off 0                                | +31201234567     | outbound  | 2026-11-25T20:00:00Z | 31    | 0.0000 | free at night |
| 31 0.01 off 0.02                             | +31201234567     | outbound  | 2026-11-25T20:00:00Z | 31    | 0.0200 | dearer at night |
| 31 0.01 off 0.004; 3120 0.02                 | +31201234567     | outbound  | 2026-11-25T20:00:00Z | 3120  | 0.0200 | the longer prefix decides, not the cheaper price |
| 31 0.006 off 0.002 in                        | +31201234567     | inbound   | 2026-11-25T20:00:00Z | 31    | 0.0020 | inbound as well |

Blocked

| deck                                         | number           | direction | starts               | rate  | amount | why |
| -------------------------------------------- | ---------------- | --------- | -------------------- | ----- | ------ | --- |
| 31 0.01; 3190 0.90 blocked                   | +31901234567     | outbound  | 2026-11-25T10:00:00Z | 3190  | 0.9000 | a call that happened is priced |
`;
