/** One value as text in a cell. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    return value.every((item) => typeof item !== 'object' || item === null)
      ? value.join(', ')
      : JSON.stringify(value);
  }
  if (typeof value !== 'object') return oneLine(String(value));
  const { amount, currency } = value as { amount?: string; currency?: string };
  if (amount !== undefined) return amount === null ? '' : `${amount} ${currency ?? ''}`.trim();
  return JSON.stringify(value);
}

/** What an API answers is text of others: no control character of it reaches the terminal. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');

/** The value at a path like `contact.email`. */
export function at(item: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, step)
          ? (value as Record<string, unknown>)[step]
          : undefined,
      item,
    );
}
