/** E.164 as an integer, for ranges; a number has no leading zero, so that nothing is lost. */
export const numberToInteger = (e164: string): bigint => BigInt(e164.slice(1));

export const integerToNumber = (digits: string | null): string | null =>
  digits === null ? null : `+${digits}`;
