/** One value that stands in the address: how it is read and written. What equals its fallback does not stand there. */
export type UrlParam<T> = { read: (text: string) => T | undefined; write: (value: T) => string; fallback: T };
type AnyParam = { read: (text: string) => unknown; write: (value: never) => string; fallback: unknown };
export type UrlParams = Record<string, AnyParam>;
export type UrlState<P extends UrlParams> = { [Name in keyof P]: P[Name]['fallback'] };
/** What a page is told of its query. */
export type SearchParams = Record<string, string | string[] | undefined>;

export const textParam: UrlParam<string> = { read: (text) => text, write: (text) => text, fallback: '' };

export const flagParam: UrlParam<boolean> = {
  read: (text) => text === 'true',
  write: String,
  fallback: false,
};

/** One of a few; `fallback` null is none of them. Anything else in the address counts as the fallback. */
export function choiceParam<const T extends string>(choices: readonly T[]): UrlParam<T | null>;
export function choiceParam<const T extends string>(choices: readonly T[], fallback: NoInfer<T>): UrlParam<T>;
export function choiceParam<T extends string>(choices: readonly T[], fallback: T | null = null) {
  return {
    read: (text: string) => choices.find((choice) => choice === text),
    write: (value: T | null) => value ?? '',
    fallback,
  };
}

/** The state that an address describes: the same in the browser and on the server. */
export function readUrlState<P extends UrlParams>(
  params: P,
  textOf: (name: string) => string | null,
): UrlState<P> {
  return Object.fromEntries(
    Object.entries(params).map(([name, { read, fallback }]) => {
      const text = textOf(name);
      return [name, text === null ? fallback : (read(text) ?? fallback)];
    }),
  ) as UrlState<P>;
}

/** The state that the query of a page describes, for its first view. */
export async function readPageState<P extends UrlParams>(
  params: P,
  query: Promise<SearchParams>,
): Promise<UrlState<P>> {
  const given = await query;
  return readUrlState(params, (name) => [given[name]].flat()[0] ?? null);
}

/** The query string after some of its values have changed. Those of others stay as they are. */
export function writeUrlState<P extends UrlParams>(
  params: P,
  query: string,
  changes: Partial<UrlState<P>>,
): string {
  const after = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    const param = params[name] as UrlParam<unknown> | undefined;
    if (!param) continue;
    if (value === undefined || value === param.fallback) after.delete(name);
    else after.set(name, param.write(value));
  }
  return after.size === 0 ? '' : `?${after}`;
}
