import type { Whitelist } from '@/lib/wire.ts';

type Entry = Whitelist['entries'][number];

/** What of an entry is compared with a call. */
function matchOf(entry: Entry): string {
  if ('cidr' in entry) return entry.cidr;
  if ('country' in entry) return entry.country;
  return 'prefix' in entry ? entry.prefix : entry.number;
}

/** `198.51.100.0/24 # Head office`, one a line */
export const textOfEntries = (entries: readonly Entry[]): string =>
  entries
    .map((entry) => (entry.comment === undefined ? matchOf(entry) : `${matchOf(entry)} # ${entry.comment}`))
    .join('\n');

/** Which entry a text can be in a list of that type; the contract judges whether it is a good one. */
function keyOf(type: Whitelist['type'], value: string): string {
  if (type === 'ip') return 'cidr';
  if (type === 'destination') return /^\D/.test(value) ? 'country' : 'prefix';
  return value.startsWith('+') ? 'number' : 'prefix';
}

/** The entries that lines tell. Empty lines are none. */
export const entriesOf = (type: Whitelist['type'], text: string): Record<string, string>[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [value = '', ...comment] = line.split('#').map((part) => part.trim());
      const key = keyOf(type, value);
      const written = key === 'country' ? value.toUpperCase() : value;
      const remark = comment.join('#').trim();
      return { [key]: written, ...(remark !== '' && { comment: remark }) };
    });
