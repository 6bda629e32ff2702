/**
 * Calls as they come in, and what is stored of them at three levels. All times are UTC; talk in milliseconds.
 *
 * Acme pays its reseller: 31 and 33 at 0.05 + 0.02 a minute, 60/60; 44 at 0.03 by the second, 5 s grace, at least 0.02;
 * 3190 blocked, 0.90 by the second; inbound 31 at 0.006 by the second; rounded up to 2.
 * The sub-reseller pays: 31 at 0.0150, 30/6; 3120 at 0.0125, off-peak 0.0100, 30/6; 44 at 0.0240, 1/1; off-peak in Amsterdam
 * every night 20:00-08:00; rounded up to 4.
 * The reseller pays: 31 at 0.0081, 44 at 0.0060, from 2026-11-26T11:00Z on at 0.0090, 1/1; half up to 6.
 */
export const storedCases = `

| to            | direction | starts                   | talk ms | acme | acme s | sub    | sub s | reseller | reseller s | arithmetic |
| ------------- | --------- | ------------------------ | ------- | ---- | ------ | ------ | ----- | -------- | ---------- | --- |
| +31201234567  | outbound  | 2026-11-25T10:00:00.000Z | 90250   | 0.09 | 120    | 0.0200 | 96    | 0.012285 | 91         | 0.05 + 2·0.02; 30 + ceil(61/6)·6 = 96: 96·0.0125/60; 91·0.0081/60 |
| +31201234567  | outbound  | 2026-11-25T18:59:59.999Z | 90250   | 0.09 | 120    | 0.0200 | 96    | 0.012285 | 91         | 19:59:59.999 in Amsterdam: peak |
| +31201234567  | outbound  | 2026-11-25T19:00:00.000Z | 90250   | 0.09 | 120    | 0.0160 | 96    | 0.012285 | 91         | 20:00 in Amsterdam: 96·0.0100/60 |
| +31201234567  | outbound  | 2026-11-25T23:30:00.000Z | 90250   | 0.09 | 120    | 0.0160 | 96    | 0.012285 | 91         | 00:30: the window runs past midnight |
| +31201234567  | outbound  | 2026-03-29T05:59:59.000Z | 90250   | 0.09 | 120    | 0.0160 | 96    | 0.012285 | 91         | 07:59:59, summer time since five hours |
| +31201234567  | outbound  | 2026-03-29T06:00:00.000Z | 90250   | 0.09 | 120    | 0.0200 | 96    | 0.012285 | 91         | 08:00 |
| +31201234567  | outbound  | 2026-10-25T06:30:00.000Z | 90250   | 0.09 | 120    | 0.0160 | 96    | 0.012285 | 91         | 07:30, winter time since five hours |
| +31101234567  | outbound  | 2026-11-25T19:00:00.000Z | 90250   | 0.09 | 120    | 0.0240 | 96    | 0.012285 | 91         | 31 has no off-peak price: 96·0.0150/60 |
| +31201234567  | outbound  | 2026-11-25T10:00:00.000Z | 1       | 0.07 | 60     | 0.0063 | 30    | 0.000135 | 1          | d = 1: 0.05 + 0.02; 30·0.0125/60 = 0.00625; 0.0081/60 |
| +31201234567  | outbound  | 2026-11-25T10:00:00.000Z | 0       | 0.00 | 0      | 0.0000 | 0     | 0.000000 | 0          | answered and hung up at once: d = 0 <= 0 |
| +31201234567  | inbound   | 2026-11-25T10:00:00.000Z | 60000   | 0.01 | 60     | -      | -     | -        | -          | 0.006 rounded up; nobody above has an inbound rate |
| +442071234567 | outbound  | 2026-11-25T10:00:00.000Z | 5000    | 0.00 | 0      | 0.0020 | 5     | 0.000500 | 5          | d = 5 <= 5 s grace; 5·0.0240/60; 5·0.0060/60 |
| +442071234567 | outbound  | 2026-11-25T10:00:00.000Z | 5001    | 0.02 | 6      | 0.0024 | 6     | 0.000600 | 6          | 6·0.03/60 = 0.003 < 0.02; 6·0.0240/60; 6·0.0060/60 |
| +442071234567 | outbound  | 2026-11-25T10:00:00.000Z | 60000   | 0.03 | 60     | 0.0240 | 60    | 0.006000 | 60         | 0.03; 0.0240; 0.0060 |
| +442071234567 | outbound  | 2026-11-26T11:00:00.000Z | 60000   | 0.03 | 60     | 0.0240 | 60    | 0.009000 | 60         | the dearer rate of 2026-11-26T11:00Z has begun |
| +31901234567  | outbound  | 2026-11-25T10:00:00.000Z | 60000   | 0.90 | 60     | 0.0150 | 60    | 0.008100 | 60         | blocked, and it happened all the same |
| +33123456789  | outbound  | 2026-11-25T10:00:00.000Z | 61000   | 0.09 | 120    | -      | -     | -        | -          | nobody above has a rate for 33 |
| +49301234567  | outbound  | 2026-11-25T10:00:00.000Z | 61000   | -    | -      | -      | -     | -        | -          | nobody has a rate for 49 |
`;
