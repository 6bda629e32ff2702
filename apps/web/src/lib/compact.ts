type Compact<T> = { [K in keyof T]?: Exclude<T[K], '' | null | undefined> };

/** Leaves out what is empty: a query that is not asked, a field that is not given. */
export function compact<T extends Record<string, unknown>>(values: T): Compact<T> {
  const given = Object.entries(values).filter(
    ([, value]) => value !== '' && value !== null && value !== undefined,
  );
  return Object.fromEntries(given) as Compact<T>;
}
