import { describe, expect, test } from 'vitest';
import { bulkCustomersKind } from '../src/components/customers/bulk-customers-kind.ts';
import { bulkExtensionsKind } from '../src/components/extensions/bulk-extensions-kind.ts';
import { bulkUsersKind } from '../src/components/users/bulk-users-kind.ts';
import type { BulkKind } from '../src/lib/bulk/bulk-kind.ts';
import { checkLines } from '../src/lib/bulk/check-lines.ts';
import { makeSeries } from '../src/lib/bulk/make-series.ts';
import { matchColumns, remap } from '../src/lib/bulk/match-columns.ts';
import { readTable, type TableRow } from '../src/lib/bulk/read-table.ts';
import { readNumber } from '../src/lib/bulk/readers.ts';
import type { Domain, User } from '../src/lib/wire.ts';

const customerId = 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr';
const domainId = 'dom_01kaz4x0e8v9q5h2c7t1m6n3pr';
const domain = { id: domainId, domain: 'sip.noordzee.example', isDefault: true, ownerName: 'N' } as Domain & {
  ownerName: string;
};
const users = bulkUsersKind(customerId, { domains: [domain], preselected: domainId, isLoading: false });

const rowsOf = async (text: string): Promise<readonly TableRow[]> => {
  const table = await readTable(text);
  if (!('rows' in table)) throw new Error(table.fault);
  return table.rows;
};

/** What is told of lines, as the preview tells it. */
async function check(kind: BulkKind, text: string) {
  const rows = await rowsOf(text);
  const { hasHeader, mapping } = matchColumns(kind.columns, rows);
  return checkLines(kind, hasHeader ? rows.slice(1) : rows, mapping, 'uFz7k-Q2mRt-aaaaa');
}

const faultsOf = async (kind: BulkKind, text: string) =>
  (await check(kind, text)).map(({ line, faults }) => [
    line,
    ...faults.map(({ column, message }) => `${column}: ${message}`),
  ]);

describe('a table that was pasted', () => {
  const cells = async (text: string) => (await rowsOf(text)).map((row) => row.cells);

  test.each([
    ['commas', 'a,b\r\nc,"d, e"\r\n'],
    ['semicolons', 'a;b\nc;d, e\n'],
    ['tabs', 'a\tb\nc\td, e'],
  ])('is read with %s between its cells', async (_, text) => {
    expect(await cells(text)).toEqual([
      ['a', 'b'],
      ['c', 'd, e'],
    ]);
  });
  test('tells the line of each row, past blank lines and line breaks inside of a cell', async () => {
    const rows = await rowsOf('\uFEFFa,b\n\n"one\ntwo",c\n,\nd,e\n');
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['one\ntwo', 'c'] },
      { line: 6, cells: ['d', 'e'] },
    ]);
  });
  test('keeps what a spreadsheet protects from being a formula', async () => {
    expect(await cells("'+31201234567,'=x,'quoted")).toEqual([['+31201234567', '=x', "'quoted"]]);
  });
  test('is refused where it is empty, broken or too long', async () => {
    expect(await readTable(' \n , \n')).toEqual({ fault: 'empty' });
    expect(await readTable('a,b\nc,"d\ne,f')).toEqual({ fault: 'quotes', line: 2 });
    const lines = Array.from({ length: 1002 }, (_, at) => `desk-${at}`);
    expect(await readTable(lines.join('\n'))).toEqual({ fault: 'tooMany', count: 1002 });
    expect(await rowsOf(lines.slice(1).join('\n'))).toHaveLength(1001);
  });
});

describe('the columns of a table', () => {
  const match = async (text: string) => matchColumns(users.columns, await rowsOf(text));

  test('are found by names in any order, case and spelling', async () => {
    expect(await match('Display Name;USERNAME;DID;fax\nx;y;z;0')).toEqual({
      hasHeader: true,
      mapping: ['displayName', 'username', 'number', null],
    });
  });
  test('follow the template where the first line names none, and what is too much is left out', async () => {
    const { hasHeader, mapping } = await match('desk-1,Front desk\ndesk-2,Workshop,+31201234567');
    expect(hasHeader).toBe(false);
    expect(mapping).toEqual(['username', 'displayName', 'number']);
  });
  test('are taken once: the first of a name counts, and a later choice takes it over', async () => {
    const { mapping } = await match('user,login,name\n1,2,3');
    expect(mapping).toEqual(['username', null, 'displayName']);
    expect(remap(mapping, 1, 'username')).toEqual([null, 'username', 'displayName']);
  });
});

describe('lines of users', () => {
  test('become calls of the contract, the number as one that leads to the user', async () => {
    const [line] = await check(
      users,
      'username,number,callerId,domain,codecs,maxCalls,transport\ndesk-1,0031 20 123 45 67,31201234568,SIP.noordzee.example,pcma opus,2,TLS',
    );
    expect(line?.faults).toEqual([]);
    const made = { ids: ['usr_01kaz4x0e8v9q5h2c7t1m6n3pr'], secret: 'made-for-it' };
    expect(line?.steps.map((step) => [step.operation, step.wire(made)])).toEqual([
      [
        'createUser',
        {
          customerId,
          username: 'desk-1',
          callerId: '+31201234568',
          codecs: ['PCMA', 'OPUS'],
          maxCalls: 2,
          transport: 'tls',
          domainId,
          password: 'made-for-it',
        },
      ],
      [
        'createExtension',
        { userId: made.ids[0], direction: 'inbound', number: '+31201234567', targetId: made.ids[0] },
      ],
    ]);
  });
  test('are told what is wrong, by line and column', async () => {
    const text = `username,number,maxCalls,domain,password,allowedCallerIds
,,,,,
desk 1,,,,,
desk-2,12,many,other.example,short,+31201234567|nonsense
,+31201234567,,,,
desk-3,+31201234567,20000,,,`;
    expect(await faultsOf(users, text)).toEqual([
      [3, expect.stringMatching(/^username: Must be/)],
      [
        4,
        expect.stringMatching(/^number: Must be a number/),
        'domain: No domain of this customer or above it is called other.example',
        'password: Must have at least 12 characters',
        'maxCalls: Must be an integer from 0 to 10000',
        expect.stringMatching(/^allowedCallerIds: Entry 2: must be a number/),
      ],
      [5, 'username: Must be given'],
      [6, 'number: Stands in line 5 already', 'maxCalls: Must be at most 10000'],
    ]);
  });
  test('that stand twice, or hold more than there are columns, are told so', async () => {
    const faults = await faultsOf(
      users,
      'username,domain\ndesk-1,\ndesk-1,sip.noordzee.example\nDesk-1,\ndesk-2,,x',
    );
    expect(faults).toEqual([
      [2],
      [3, 'username: Stands in line 2 already'],
      [4],
      [5, 'undefined: It has 3 cells where there are 2 columns'],
    ]);
  });
});

describe('lines of customers', () => {
  const plans = [
    { id: 'trf_01kaz4x0e8v9q5h2c7t1m6n3pr', name: 'Retail' },
    { id: 'trf_01kaz4x0e8v9q5h2c7t1m6n3ps', name: 'Double' },
    { id: 'trf_01kaz4x0e8v9q5h2c7t1m6n3pt', name: 'Double' },
  ];
  const kind = bulkCustomersKind(customerId, plans);

  test('become calls of the contract, with contact and plan', async () => {
    const [line] = await check(
      kind,
      'name;email;city;country;plan;maxUsers\nBakery;a@b.example;Urk;nl;Retail;5',
    );
    expect(line?.faults).toEqual([]);
    expect(line?.steps[0]?.wire({ ids: [], secret: '' })).toEqual({
      parentId: customerId,
      kind: 'end',
      name: 'Bakery',
      country: 'NL',
      maxUsers: 5,
      contact: { email: 'a@b.example', city: 'Urk' },
      tariffplanId: plans[0]?.id,
    });
  });
  test('are told what is wrong with contact, plan and what stands twice', async () => {
    expect(
      await faultsOf(kind, 'name,email,plan,externalId\nA,nonsense,None,1\nB,,Double,1\nC,,,\nC,,,\nC,,,9'),
    ).toEqual([
      [2, 'tariffplan: No tariffplan of the parent is called None', expect.stringMatching(/^email: /)],
      [
        3,
        'externalId: Stands in line 2 already',
        'tariffplan: Several tariffplans are called Double: give the id',
      ],
      [4],
      [5, 'name: Stands in line 4 already'],
      [6],
    ]);
  });
});

test('lines of extensions name their user, one number or both ends of a range', async () => {
  const user = (username: string, realm: string, id: string) => ({ username, domain: realm, id }) as User;
  const id = 'usr_01kaz4x0e8v9q5h2c7t1m6n3pr';
  const kind = bulkExtensionsKind(customerId, [
    user('desk', 'a.example', id),
    user('twin', 'a.example', id),
    user('twin', 'b.example', 'usr_01kaz4x0e8v9q5h2c7t1m6n3ps'),
  ]);
  const lines = await check(
    kind,
    `number,rangeStart,rangeEnd,target
+31201234567,,,desk
,+31201234600,+31201234699,twin@a.example
+31201234568,,,twin
+31201234569,,,nobody
+31201234570,+31201234571,,desk
,,+31201234571,${id}
+31201234573,,,`,
  );
  expect(lines.map(({ faults }) => faults.map(({ column, message }) => `${column}: ${message}`))).toEqual([
    [],
    [],
    ['target: Several users are called twin: write it with its domain, as name@domain'],
    ['target: No user of this customer is called nobody'],
    ['number: Goes without a range'],
    ['rangeStart: Must be given: a range has two ends'],
    ['target: Must be given'],
  ]);
  expect(lines[1]?.steps[0]?.wire({ ids: [], secret: '' })).toEqual({
    customerId,
    direction: 'inbound',
    rangeStart: '+31201234600',
    rangeEnd: '+31201234699',
    targetId: id,
  });
});

test('a series counts up names and numbers and keeps leading zeros', () => {
  expect(makeSeries({ count: '3', first: 'desk-099', number: '+31201234599' })).toBe(
    'username,number\ndesk-099,+31201234599\ndesk-100,+31201234600\ndesk-101,+31201234601',
  );
  expect(makeSeries({ count: '1', first: 'a09', number: '' })).toBe('username\na09');
  expect(makeSeries({ count: '1001', first: 'a1', number: '' })).toEqual({ field: 'count', reason: 'count' });
  expect(makeSeries({ count: '1', first: 'desk', number: '' })).toEqual({ field: 'first', reason: 'first' });
  expect(makeSeries({ count: '1', first: 'a1', number: '0201' })).toEqual({
    field: 'number',
    reason: 'number',
  });
});

test('numbers are read as people and spreadsheets write them', () => {
  expect(['+31 20-123.45 (67)', '0031201234567', '31201234567', '0201234567', '112'].map(readNumber)).toEqual(
    ['+31201234567', '+31201234567', '+31201234567', '0201234567', '112'],
  );
});
