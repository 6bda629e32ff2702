import { describe, expect, test } from 'vitest';
import type { Column } from '../src/components/list/column.ts';
import { listParams, searchParam, sortParam } from '../src/components/list/list-params.ts';
import { toCsv } from '../src/components/list/to-csv.ts';
import { choiceParam, readPageState, writeUrlState } from '../src/lib/url-state.ts';

describe('the state of a list in the address', () => {
  const params = {
    ...listParams,
    ...searchParam,
    ...sortParam('name', '-name'),
    status: choiceParam(['active', 'suspended']),
  };
  const read = (query: Record<string, string | string[]>) => readPageState(params, Promise.resolve(query));
  const nothing = { cursor: '', new: false, search: '', sort: 'name', status: null };

  test('an address without a query is the list as it is unless chosen', async () => {
    expect(await read({})).toEqual(nothing);
  });
  test('nonsense counts as nothing, and of what is said twice the first', async () => {
    expect(await read({ sort: 'constructor', status: 'gone', new: 'yes', search: ['a', 'b'] })).toEqual({
      ...nothing,
      search: 'a',
    });
  });
  test('what is written is read back, and what is usual is not written', async () => {
    const query = writeUrlState(params, '?inbox=x&cursor=abc', {
      search: 'a & b=c',
      status: 'active',
      sort: '-name',
      new: true,
      cursor: '',
    });
    const written = new URLSearchParams(query);
    expect(written.has('cursor')).toBe(false);
    expect(written.get('inbox')).toBe('x');
    expect(await read(Object.fromEntries(written))).toEqual({
      cursor: '',
      new: true,
      search: 'a & b=c',
      sort: '-name',
      status: 'active',
    });
    expect(writeUrlState(params, query, { ...nothing, sort: 'name' })).toBe('?inbox=x');
  });
});

describe('a list as comma-separated values', () => {
  type Row = { name: string | null; count: number };
  const columns: Column<Row>[] = [
    { key: 'name', header: 'Name, of it', value: ({ name }) => name },
    { key: 'shown', header: 'Only shown', cell: () => 'x' },
    { key: 'count', header: 'Count', value: ({ count }) => count },
  ];
  test('quotes what must be quoted, and leaves out what has no value', () => {
    const rows = [
      { name: 'Say "hi",\nthere', count: -1 },
      { name: null, count: 0 },
    ];
    expect(toCsv(columns, rows)).toBe('"Name, of it",Count\r\n"Say ""hi"",\nthere",-1\r\n,0\r\n');
  });
  test.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['@sum', `'@sum`],
    ['-2+3', `'-2+3`],
    ['+31201234567', '+31201234567'],
  ])('a name like %s is no formula', (name, cell) => {
    expect(toCsv(columns, [{ name, count: 1 }]).split('\r\n')[1]).toBe(`${cell},1`);
  });
});
