import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';

const PREFIXES = 36_000;
const DIGITS = 10;

/** 36,000 prefixes of one to seven digits below the calling codes of the world, always the same ones. */
export function deckPrefixes(): string[] {
  const codes = [...new Set(getCountries().map((country) => getCountryCallingCode(country)))].sort();
  const prefixes = new Set<string>(codes);
  // Level by level: all codes with one more digit, then with two, …, until there are enough.
  let level = codes;
  while (prefixes.size < PREFIXES) {
    const below = level.flatMap((prefix) =>
      Array.from({ length: DIGITS }, (_, digit) => `${prefix}${digit}`),
    );
    for (const prefix of below) if (prefixes.size < PREFIXES) prefixes.add(prefix);
    level = below;
  }
  return [...prefixes];
}

/** Eight prices and four ways of counting, as a real deck has few of either. */
export function deckCsv(prefixes: readonly string[], markup: number): string {
  const lines = prefixes.map((prefix, i) => {
    const price = (0.004 * (1 + (i % 8)) * markup).toFixed(5);
    const [initial, increment] = [
      [1, 1],
      [30, 6],
      [60, 60],
      [60, 1],
    ][i % 4] as [number, number];
    return `${prefix},Destination ${prefix},${price},0,${initial},${increment},2026-01-01T00:00:00Z`;
  });
  return [
    'prefix,name,pricePerMinute,connectionFee,initialSeconds,incrementSeconds,validFrom',
    ...lines,
    '',
  ].join('\n');
}
