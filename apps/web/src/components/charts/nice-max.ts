/** The end of a scale that is easy to read, with an even middle: from `largest` on. */
export function niceMax(largest: number): number {
  if (largest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step =
    [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].find((factor) => factor * power >= largest - power * 1e-9) ?? 10;
  return step * power;
}
