import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operationIds, operationOf } from '@strowger/contracts';
import type { Command } from 'commander';
import { afterEach, describe, expect, it } from 'vitest';
import { commandName } from '../../src/cli/derive/command-name.ts';
import { flagsOf } from '../../src/cli/derive/flags.ts';
import type { Io } from '../../src/cli/io.ts';
import { createProgram } from '../../src/cli/program.ts';
import { problem, type Step, startScriptedServer } from '../scripted-server.ts';
import { runCli } from './test-io.ts';

const program = createProgram({ stdout: process.stdout, stderr: process.stderr } as unknown as Io);
const find = (from: Command, name: string) => from.commands.find((command) => command.name() === name);
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function cli(args: string[], steps: Step[], given: { stdin?: string; columns?: number } = {}) {
  const server = await startScriptedServer(...steps);
  open.push(server);
  const result = await runCli(args, { url: server.url, key: 'strow_test', ...given });
  return { ...result, seen: server.seen };
}

describe('the registry', () => {
  it('has a command for each operation, and no two share one', () => {
    const names = operationIds.map((id) => Object.values(commandName(id)).join(' '));
    expect(new Set(names).size).toBe(operationIds.length);
    const unreachable = operationIds.filter((id) => {
      const { group, verb } = commandName(id);
      const parent = find(program, group);
      return !parent || !find(parent, verb);
    });
    expect(unreachable).toEqual([]);
  });

  it.each([
    ['getCustomers', 'customers list'],
    ['getCustomer', 'customers get'],
    ['createUser', 'users create'],
    ['deleteForward', 'forwards delete'],
    ['getCustomerUsers', 'customers users'],
    ['getUserLimits', 'users limits'],
    ['verifyConsumer', 'consumers verify'],
    ['cancelCallRecordRequest', 'call-record-requests cancel'],
    ['createRate', 'tariffplans create-rate'],
    ['ingestCallRecords', 'call-records ingest'],
    ['getInboxMessages', 'consumers messages'],
  ] as const)('%s is %s', (id, name) => {
    expect(Object.values(commandName(id)).join(' ')).toBe(name);
  });

  it('has a flag for each field, and none takes the place of a common one but --url', () => {
    const common = [
      '--output',
      '--columns',
      '--all',
      '--data',
      '--help',
      '--key-file',
      '--profile',
      '--file',
    ];
    for (const id of operationIds) {
      const { query, body } = operationOf(id);
      const fields = Object.keys({ ...query?.shape, ...body?.shape });
      const { group, verb } = commandName(id);
      const command = find(find(program, group) as Command, verb) as Command;
      const long = command.options.map((option) => option.long);
      expect(long).toEqual(expect.arrayContaining(flagsOf(id).map(({ name }) => `--${name}`)));
      expect(
        flagsOf(id)
          .map(({ field }) => field)
          .sort(),
      ).toEqual(fields.sort());
      expect(new Set(long).size, id).toBe(long.length);
      expect(flagsOf(id).filter(({ name }) => common.includes(`--${name}`))).toEqual([]);
    }
  });
});

describe('flags become what the API takes', () => {
  const made = { status: 201, body: [{ id: 'x_1' }] };
  it('text, numbers, yes and no, lists, JSON, and null where a field can be cleared', async () => {
    const { seen, code } = await cli(
      [
        ...[
          'destinations',
          'create',
          '--customer-id',
          'cus_1',
          '--name',
          'Trunk',
          '--host',
          'sip.example.com',
        ],
        ...['--port', '5061', '--register', '--no-enabled', '--codecs', 'PCMA,OPUS', '--codecs', 'G722'],
        ...['--auth', '{"username":"u"}', '--tech-prefix', 'null', '--idempotency-key', 'mine'],
      ],
      [made],
    );
    expect(code).toBe(0);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      customerId: 'cus_1',
      name: 'Trunk',
      host: 'sip.example.com',
      port: 5061,
      register: true,
      enabled: false,
      codecs: ['PCMA', 'OPUS', 'G722'],
      auth: { username: 'u' },
      techPrefix: null,
    });
    expect(seen[0]?.headers['idempotency-key']).toBe('mine');
  });

  it('lists of numbers are numbers', async () => {
    const { seen } = await cli(['limits', 'update', 'lim_1', '--warn-percent', '50, 80'], [made]);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ warnPercent: [50, 80] });
    expect((await cli(['limits', 'update', 'lim_1', '--warn-percent', 'x'], [made])).code).toBe(2);
  });

  it('--data gives fields, and flags go before', async () => {
    const { seen } = await cli(['users', 'create', '--data', '-', '--username', 'b'], [made], {
      stdin: '{"customerId":"cus_1","username":"a"}',
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ customerId: 'cus_1', username: 'b' });
  });

  it('a query’s are text', async () => {
    const { seen } = await cli(['users', 'limits', 'usr_1', '--no-enabled', '--limit', '5'], [{ body: [] }]);
    expect(seen[0]?.path).toBe('/v1/users/usr_1/limits?limit=5&enabled=false');
  });

  it('--if-version is what is changed', async () => {
    const { seen } = await cli(['customers', 'update', 'cus_1', '--name', 'N', '--if-version', '3'], [made]);
    expect(seen[0]?.headers['if-match']).toBe('"v3"');
    expect(seen[0]?.path).toBe('/v1/customers/cus_1');
  });

  it('a consumer’s --url is its own; that of the installation stands before the command', async () => {
    const server = await startScriptedServer(made);
    open.push(server);
    const fields = ['consumers', 'create', '--customer-id', 'cus_1', '--url', 'https://example.com/cdr'];
    const { code } = await runCli(['--url', server.url, ...fields], { key: 'strow_test' });
    expect(code).toBe(0);
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ url: 'https://example.com/cdr' });
  });
});

describe('what is printed', () => {
  const page = (name: string, cursor?: string): Step => ({
    headers: cursor ? { link: `<http://x/v1/customers?cursor=${cursor}>; rel="next"` } : {},
    body: [{ id: 'cus_1', name, contact: { email: 'a@b.example' }, balance: '1.00', version: 1 }],
  });

  it('a table by default, with a hint at the next page', async () => {
    const { out, err } = await cli(['customers', 'list'], [page('Ann', 'c1')]);
    expect(out).toBe('id     name  balance\ncus_1  Ann   1.00\n');
    expect(err).toBe('There are more: --all, or --cursor c1\n');
  });

  it('as wide as the terminal is, and no wider', async () => {
    const { out } = await cli(['customers', 'list'], [page('Ann')], { columns: 16 });
    expect(out).toBe('id     name\ncus_1  Ann\n');
  });

  it('JSON of all pages, and a line each', async () => {
    const all = await cli(
      ['customers', 'list', '--all', '--output', 'json', '--columns', 'name,contact.email'],
      [page('Ann', 'c1'), page('Bob')],
    );
    expect(JSON.parse(all.out)).toEqual([
      { name: 'Ann', 'contact.email': 'a@b.example' },
      { name: 'Bob', 'contact.email': 'a@b.example' },
    ]);
    const lines = await cli(
      ['customers', 'list', '--all', '--output', 'ndjson'],
      [page('Ann', 'c1'), page('Bob')],
    );
    expect(
      lines.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).name),
    ).toEqual(['Ann', 'Bob']);
    const none = await cli(['customers', 'list', '--output', 'json'], [{ body: [] }]);
    expect(JSON.parse(none.out)).toEqual([]);
  });

  it('a file, on stdout or whole under its name', async () => {
    const csv: Step = { headers: { 'content-type': 'text/csv' }, body: 'id,from\r\ncdr_1,a\r\n' };
    const download = ['call-record-requests', 'download', 'crr_1'];
    expect(await cli(download, [csv])).toMatchObject({ code: 0, out: 'id,from\r\ncdr_1,a\r\n', err: '' });
    const file = join(await mkdtemp(join(tmpdir(), 'strowger-cli-')), 'records.csv');
    const { code, out, err } = await cli([...download, '--file', file], [csv]);
    expect([code, out, err]).toEqual([0, '', `${file}: 18 bytes\n`]);
    expect(await readFile(file, 'utf8')).toBe('id,from\r\ncdr_1,a\r\n');
  });

  it('one thing a line a field, and no control characters of others', async () => {
    const { out } = await cli(['customers', 'get', 'cus_1'], [page('A\u001b[31mn\u202en')]);
    expect(out).toBe(
      'id             cus_1\nname           A [31mn n\ncontact.email  a@b.example\nbalance        1.00\nversion        1\n',
    );
  });
});

describe('what goes wrong', () => {
  it('is told by the flag that would be right, with exit code 1', async () => {
    const refused = problem('validation') as { body: Record<string, unknown> };
    refused.body.errors = [
      { code: 'required', pointer: '/parentId', detail: 'must be given' },
      { code: 'invalid', pointer: '/contact/email', detail: 'must be a mail address' },
    ];
    const { err, out, code } = await cli(['customers', 'create', '--name', 'x'], [refused as Step]);
    expect(err.split('\n')).toEqual([
      'strowger: Said in detail. (validation)',
      '  --parent-id      must be given',
      '  --contact/email  must be a mail address',
      '  request req-1',
      '',
    ]);
    expect([out, code]).toEqual(['', 1]);
  });

  it.each([
    [['customers', 'get'], "missing required argument 'customer-id'"],
    [['customers', 'lst'], 'Did you mean list?'],
    [['customers', 'list', '--limt', '3'], 'Did you mean --limit?'],
    [['customers', 'list', '--output', 'xml'], '--output must be one of: table, json, ndjson.'],
    [['customers', 'create', '--name', 'x', '--output', 'xml'], '--output must be one of'],
    [
      ['tariffplans', 'import-rates', 'trf_1', '--data', '@/no/such'],
      '--data: /no/such cannot be read (ENOENT).',
    ],
    [['users', 'create', '--max-calls', 'many'], '--max-calls must be a number.'],
    [['users', 'create', '--data', '{'], '--data must be JSON.'],
    [['users', 'create', '--data', '@/no/such'], '--data: /no/such cannot be read (ENOENT).'],
    [['users', 'update', 'usr_1', '--if-version', 'x'], '--if-version must be a version, as in 7.'],
  ])('%j is a wrong call, with exit code 2', async (args, text) => {
    const { err, code } = await runCli(args, { url: 'http://127.0.0.1:9', key: 'strow_test' });
    expect(err).toContain(text);
    expect(code).toBe(2);
  });

  it('a missing URL or key says where it is taken from', async () => {
    expect(await runCli(['customers', 'list'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('STROWGER_URL'),
    });
    const keyless = await runCli(['customers', 'list'], { url: 'http://127.0.0.1:9' });
    expect(keyless).toMatchObject({ code: 2, err: expect.stringContaining('STROWGER_KEY') });
  });

  it('no answer is exit code 3', async () => {
    const { server, ...closed } = { server: await startScriptedServer({}), code: 3 };
    await server.close();
    const { err, code } = await runCli(['customers', 'get', 'cus_1'], { url: server.url, key: 'strow_test' });
    expect(err).toContain('cannot be reached: ECONNREFUSED');
    expect(code).toBe(closed.code);
  });
});

describe('help', () => {
  it.each([[[]], [['--help']], [['customers', '--help']], [['help', 'users']]])(
    '%j ends well',
    async (args) => {
      const { out, err, code } = await runCli(args as string[]);
      expect(`${out}${err}`).toContain('Usage: strowger');
      expect(code).toBe(args.length === 0 ? 2 : 0);
    },
  );

  it('of a command names its fields with what they take', async () => {
    const { out } = await runCli(['limits', 'create', '--help']);
    expect(out).toMatch(/--period <text>\s+hour \| day \| month \| none/);
    expect(out).toMatch(/--type <text>[\s\S]*required/);
    expect(out).toContain('POST /v1/limits; scope limits:write.');
  });
});
