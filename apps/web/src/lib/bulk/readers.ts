/** How the text of a cell becomes a value. What cannot be read stays as it is: the contract says what is wrong with it. */

export const readText = (text: string): string => text;

export const readInteger = (text: string): number | string =>
  /^-?\d{1,15}$/.test(text) ? Number(text) : text;

/** One of a few words, in any case: `TLS` is `tls`. */
export const readWord =
  (...words: readonly string[]) =>
  (text: string): string =>
    words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? text;

/** A number as people and spreadsheets write it: `0031 20 123 45 67`, and `31201234567` where a plus was lost. */
export function readNumber(text: string): string {
  const digits = text.replace(/[\s().\-/]/g, '').replace(/^00(?=[1-9])/, '+');
  return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : digits;
}

/** Several in one cell. @param between what stands between them */
export const readList =
  (between: RegExp, readOne: (text: string) => string) =>
  (text: string): string[] =>
    text
      .split(between)
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map(readOne);
