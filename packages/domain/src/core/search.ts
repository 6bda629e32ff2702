import type { Parameters } from './read.ts';

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** A LIKE pattern that finds the text anywhere, its own wildcards taken literally. */
export const contains = (text: string): string => `%${literally(text)}%`;

/** A LIKE pattern that finds what begins with the text. */
export const beginsWith = (text: string): string => `${literally(text)}%`;

/** Three letters or digits in a row, or fewer where the text itself shows that a word begins or ends: by these an index finds. */
const trigram = /[\p{L}\p{N}]{3}|[^\p{L}\p{N}][\p{L}\p{N}]|[\p{L}\p{N}]{2}[^\p{L}\p{N}]/u;
const letter = /[\p{L}\p{N}]/u;
const beforeWords = [' ', '-', '.', '_', '@', '('];

/**
 * SQL of the rows that have the text in one of these columns, whatever its case. What is too short for an index of trigrams (one or
 * two letters) is looked for where a word begins, and signs alone at the very beginning: anywhere, they would have all names read.
 */
export function nameSearch(p: Parameters, columns: readonly string[], text: string): string {
  const patterns = patternsOf(text).map((pattern) => p.add(pattern));
  const operator = letter.test(text) ? 'ilike' : 'like';
  const found = columns.flatMap((column) => patterns.map((pattern) => `${column} ${operator} ${pattern}`));
  return `(${found.join(' or ')})`;
}

function patternsOf(text: string): string[] {
  if (trigram.test(text)) return [contains(text)];
  if (!letter.test(text)) return [beginsWith(text)];
  return [beginsWith(text), ...beforeWords.map((sign) => contains(`${sign}${text}`))];
}
