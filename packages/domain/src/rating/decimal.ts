/** Prices and amounts are held as integers of this many decimals: all that a price may have (contracts: `price`). */
export const PRICE_DECIMALS = 8;

/** A decimal as PostgreSQL or a contract writes it, as a whole number of 10^-8. @throws RangeError if it has more decimals */
export function parseDecimal(text: string): bigint {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new RangeError('not a decimal');
  if (/[1-9]/.test(fraction.slice(PRICE_DECIMALS)))
    throw new RangeError(`more than ${PRICE_DECIMALS} decimals`);
  return BigInt(whole + fraction.slice(0, PRICE_DECIMALS).padEnd(PRICE_DECIMALS, '0'));
}

/** `units` of 10^-decimals as a decimal string with exactly that many decimals. */
export function formatDecimal(units: bigint, decimals: number): string {
  if (decimals === 0) return units.toString();
  const digits = units.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
