import type { Listing, Page } from '../../index.ts';
import { UsageError } from '../exit-code.ts';
import { type Io, note, print } from '../io.ts';
import { at } from './format.ts';
import { renderTable, renderThing } from './render-table.ts';

export const outputForms = ['table', 'json', 'ndjson'] as const;
export type OutputForm = (typeof outputForms)[number];
export type OutputFlags = { output?: string; columns?: string };
type Thing = Record<string, unknown>;

/** @throws UsageError */
export function formOf({ output = 'table' }: OutputFlags): OutputForm {
  const form = outputForms.find((one) => one === output);
  if (!form) throw new UsageError(`--output must be one of: ${outputForms.join(', ')}.`);
  return form;
}

const columnsOf = ({ columns }: OutputFlags): string[] | undefined =>
  columns
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What `--columns` leaves of a thing. */
const narrowed = (thing: Thing, columns: string[] | undefined): Thing =>
  columns ? Object.fromEntries(columns.map((name) => [name, at(thing, name) ?? null])) : thing;

export async function writeThing(io: Io, thing: Thing | null, flags: OutputFlags): Promise<void> {
  const form = formOf(flags);
  const columns = columnsOf(flags);
  if (thing === null) {
    if (form === 'table') note(io, 'Done.');
    return;
  }
  if (form === 'table') return print(io, renderThing(io, thing, columns));
  const space = form === 'json' ? 2 : undefined;
  await print(io, JSON.stringify(narrowed(thing, columns), null, space));
}

/** One page of a list, with a hint at the next one, or all of them. */
export async function writeList(
  io: Io,
  listing: Listing<Thing>,
  flags: OutputFlags & { all?: boolean },
): Promise<void> {
  const form = formOf(flags);
  const columns = columnsOf(flags);
  const pages = flags.all ? listing.pages() : onlyFirst(listing);
  if (form === 'table') return writeTables(io, pages, columns);
  let isFirst = true;
  let more: string | null = null;
  for await (const { items, nextCursor } of pages) {
    more = nextCursor;
    for (const item of items) {
      const text = JSON.stringify(narrowed(item, columns), null, form === 'json' ? 2 : undefined);
      if (form === 'ndjson') await print(io, text);
      else await print(io, `${isFirst ? '[' : ','}\n${text.replaceAll(/^/gm, '  ')}`);
      isFirst = false;
    }
  }
  if (form === 'json') await print(io, isFirst ? '[]' : ']');
  tellMore(io, more);
}

const tellMore = (io: Io, nextCursor: string | null): void => {
  if (nextCursor !== null) note(io, `There are more: --all, or --cursor ${nextCursor}`);
};

async function* onlyFirst(listing: Listing<Thing>): AsyncGenerator<Page<Thing>> {
  yield await listing;
}

async function writeTables(
  io: Io,
  pages: AsyncIterable<Page<Thing>>,
  columns: string[] | undefined,
): Promise<void> {
  // Columns are as wide as what stands in them: all of it must be there first.
  const items: Thing[] = [];
  let nextCursor: string | null = null;
  for await (const page of pages) {
    items.push(...page.items);
    nextCursor = page.nextCursor;
  }
  if (items.length === 0) return note(io, 'There are none.');
  await print(io, renderTable(io, items, columns));
  tellMore(io, nextCursor);
}
