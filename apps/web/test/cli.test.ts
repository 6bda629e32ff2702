import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openQueue, type Queue } from '@strowger/db';
import { makeDomain, makeTree, makeUser } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliRun, startCli } from './run-cli.ts';
import { makeKey, type RunningApi, startApi } from './start-api.ts';
import { startWorker } from './start-worker.ts';

/** The command line against a running API and worker, each a process of its own. */
let api: RunningApi;
let queue: Queue;
let worker: { stop(): Promise<void> };
let tree: Awaited<ReturnType<typeof makeTree>>;
let folder: string;
let env: Record<string, string>;

const RECORDS = 4_000;
const PART = 500;

beforeAll(async () => {
  api = await startApi();
  const { domain } = api;
  queue = await openQueue(domain.deps.db.url, {
    works: false,
    onError: (error) => expect.unreachable(error.message),
  });
  Object.assign(domain.deps, { queue, publicUrl: api.url, clock: { now: () => new Date() } });
  tree = await makeTree(domain);
  await makeDomain(domain, tree.reseller, 'sip.reseller.example');
  await makeUser(domain, tree.end, { username: 'desk' });
  await domain.run(tree.reseller.caller, 'createCallRecordSource', {
    customerId: tree.reseller.id,
    name: 'pbx-1',
    format: 'ndjson',
  });
  folder = await mkdtemp(join(tmpdir(), 'strowger-cli-'));
  env = {
    STROWGER_URL: api.url,
    STROWGER_KEY: await makeKey(domain, tree.reseller),
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CONFIG_HOME: join(folder, 'config'),
  };
  await writeFile(
    join(folder, 'calls.ndjson'),
    Array.from({ length: RECORDS }, (_, index) => `${record(index)}\n`).join(''),
  );
  worker = startWorker(domain.deps.db.url, api.url);
}, 120_000);

afterAll(async () => {
  await worker?.stop();
  await queue?.stop();
  await api?.close();
  await rm(folder, { recursive: true, force: true });
});

const record = (index: number): string => {
  const at = (seconds: number) =>
    new Date(Date.parse('2026-11-20T00:00:00Z') + (index * 10 + seconds) * 1000).toISOString();
  return JSON.stringify({
    recordKey: `k-${index}`,
    authUser: 'desk@sip.reseller.example',
    direction: 'outbound',
    from: '+31517410010',
    to: '+31201234567',
    startedAt: at(0),
    answeredAt: at(2),
    endedAt: at(9),
    disposition: 'answered',
  });
};

const cli = (...args: string[]) => startCli(args, env).ended;

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) expect.unreachable(`${what} did not happen within 20 s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('ingest', () => {
  const args = () => [
    'ingest',
    join(folder, 'calls.ndjson'),
    '--source',
    'pbx-1',
    '--part-records',
    String(PART),
    '--output',
    'json',
  ];

  /** How many records the API has answered for, by the state that the command keeps. */
  async function sent(): Promise<number> {
    const states = join(folder, 'state', 'strowger', 'ingest');
    const [name] = (await readdir(states).catch(() => [])).filter((file) => file.endsWith('.json'));
    if (name === undefined) return 0;
    return (JSON.parse(await readFile(join(states, name), 'utf8')) as { records: number }).records;
  }

  it('is killed in the middle, goes on from there, and every record is there once', async () => {
    const first = startCli(args(), env);
    await until(async () => (await sent()) >= 2 * PART, 'two parts');
    first.child.kill('SIGKILL');
    await first.ended;
    const before = await sent();
    expect(before).toBeGreaterThanOrEqual(2 * PART);
    expect(before).toBeLessThan(RECORDS);

    const second = await cli(...args());
    expect(second.code).toBe(0);
    expect(second.err).toContain(
      `%, behind ${before.toLocaleString('en-GB')} records. (--restart begins anew.)`,
    );
    const counts = JSON.parse(second.out) as Record<'accepted' | 'duplicate' | 'quarantined', number>;
    expect(counts.accepted + counts.duplicate).toBe(RECORDS);
    expect(counts.quarantined).toBe(0);
    // At most the part that was under way is told as duplicate.
    expect(counts.duplicate).toBeLessThanOrEqual(PART);
    const [stored] = await api.domain.deps.db.rows<{ count: number; keys: number }>(
      'select count(*)::int as count, count(distinct record_key)::int as keys from call_record',
    );
    expect(stored).toEqual({ count: RECORDS, keys: RECORDS });
    expect(await sent()).toBe(0);
  }, 60_000);

  it('a second time: all are duplicates', async () => {
    const { code, out, err } = await cli(...args());
    expect([code, JSON.parse(out)]).toEqual([0, { accepted: 0, duplicate: RECORDS, quarantined: 0 }]);
    expect(err).toBe('');
  }, 60_000);

  it('of what is no record of its source is refused, with nothing left behind', async () => {
    const { code, err } = await cli('ingest', join(folder, 'calls.ndjson'), '--source', 'pbx-2');
    expect([code, err.split('\n')[0]]).toEqual([
      1,
      'strowger: There is no such call record source. (notFound)',
    ]);
    expect(await sent()).toBe(0);
  });
});

describe('records request and listen', () => {
  let listening: CliRun;
  const inboxOf = ({ err }: { err: string }) => /con_[0-9a-z]{26}/.exec(err)?.[0];

  it('shows the batches as they arrive, verifies them, and finds them complete', async () => {
    listening = startCli(['listen', '--once'], env);
    await until(() => inboxOf(listening.written()) !== undefined, 'an inbox');
    const inbox = inboxOf(listening.written()) as string;
    const ordered = await cli(
      ...['records', 'request', '--consumer', inbox, '--from', '2026-11-20', '--to', '2026-11-21', '--wait'],
      ...['--output', 'json'],
    );
    expect(ordered.code).toBe(0);
    expect(JSON.parse(ordered.out)).toMatchObject({
      status: 'completed',
      deliveredRecords: RECORDS,
      batchCount: 8,
    });

    const { code, out } = await listening.ended;
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    expect(lines.filter((line) => line.includes('  verified  call_records.batch  batch '))).toHaveLength(8);
    expect(lines.at(-1)).toBe('  complete: 4,000 records in 8 batches');

    const again = await cli('listen', '--inbox', inbox, '--once', '--output', 'ndjson');
    expect(again.code).toBe(0);
    const messages = again.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(messages.map(({ type }) => type)).toEqual([
      ...Array(8).fill('call_records.batch'),
      'call_records.completed',
    ]);
    expect(messages.at(-1).completeness.isComplete).toBe(true);
  }, 60_000);

  it.each([
    ['ndjson', { gzip: true }],
    ['csv', {}],
  ] as const)(
    'knows what a consumer of %s gets as well',
    async (format, more) => {
      const run = api.domain.run;
      const inbox = await run(tree.reseller.caller, 'createInbox', { customerId: tree.reseller.id });
      await run(tree.reseller.caller, 'updateConsumer', { consumerId: inbox.id, format, ...more });
      await writeFile(join(folder, 'secret'), `${inbox.secret}\n`);
      const period = ['--from', '2026-11-20', '--to', '2026-11-20T01:00:00Z'];
      const ordered = await cli('records', 'request', '--consumer', inbox.id, ...period, '--wait');
      expect(ordered.code).toBe(0);
      const { code, out } = await cli(
        'listen',
        '--inbox',
        inbox.id,
        '--secret-file',
        join(folder, 'secret'),
        '--once',
      );
      expect(code).toBe(0);
      const [batch, manifest, verdict] = out.trim().split('\n');
      expect(batch).toMatch(/ {2}verified {2}call_records\.batch {2}batch 1, 360 records, of crr_/);
      expect(manifest).toMatch(/ {2}verified {2}call_records\.completed {2}1 batch, 360 records, of crr_/);
      expect(verdict).toBe('  complete: 360 records in 1 batch');
    },
    60_000,
  );

  it('does not show what arrives at an inbox of a customer below', async () => {
    const { run } = api.domain;
    const inbox = await run(tree.child.caller, 'createInbox', { customerId: tree.child.id });
    await run(tree.child.caller, 'testConsumer', { consumerId: inbox.id });
    const { code, out, err } = await cli('listen', '--inbox', inbox.id);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/Nobody reads the charge of another level.* \(reservedToOwner\)/);
  }, 60_000);

  it('Ctrl-C ends it cleanly', async () => {
    const run = startCli(['listen'], env);
    await until(() => inboxOf(run.written()) !== undefined, 'an inbox');
    run.child.kill('SIGINT');
    const { code, out, err } = await run.ended;
    expect([code, out]).toEqual([130, '']);
    expect(err).not.toMatch(/Error|at .*\.ts/);
  });

  it('an order that is wrong says which flag', async () => {
    const { code, err } = await cli('records', 'request', '--consumer', 'con_1', '--from', '2026-11-20');
    expect(code).toBe(1);
    expect(err).toMatch(/^ {2}--consumer {2}/m);
  });
});

describe('rates import', () => {
  it('shows what it would do, then does it, and refuses what is wrong by line', async () => {
    const plan = await api.domain.run(tree.reseller.caller, 'createTariffplan', {
      customerId: tree.reseller.id,
      name: 'Retail',
    });
    const deck = join(folder, 'deck.csv');
    await writeFile(deck, 'prefix,name,pricePerMinute\n31,Netherlands,0.02\n32,Belgium,0.03\n');
    const args = ['rates', 'import', deck, '--tariffplan', plan.id];

    const asked = await cli(...args);
    expect([asked.code, asked.err]).toEqual([
      2,
      'strowger: There is nobody to ask: give --preview to look, or --yes to import.\n',
    ]);
    const preview = await cli(...args, '--preview');
    expect(preview.code).toBe(0);
    expect(preview.out).toMatch(/^Added:\nline {2}prefix {2}name +price +at\n2 {5}31 +Netherlands +0\.02 /);
    expect(preview.out).toContain('2 added, 0 changed, 0 ended, 0 unchanged, 0 under cost, 0 wrong lines.');
    const done = await cli(...args, '--yes', '--output', 'json');
    expect(JSON.parse(done.out)).toMatchObject({ added: 2, changed: 0 });

    await writeFile(deck, 'prefix,name,pricePerMinute\n31,Netherlands,0.02\nx,Nowhere,0.03\n');
    const wrong = await cli(...args, '--preview');
    expect(wrong.code).toBe(4);
    expect(wrong.out).toMatch(/^Wrong:\nline {2}field {3}detail\n3 {5}prefix {2}must be 1 to 15 digits/);
  });
});

it('a customer is created, changed, listed and told apart from one that is not there', async () => {
  const made = await cli(
    ...['customers', 'create', '--parent-id', tree.reseller.id, '--name', 'By command', '--kind', 'end'],
    ...['--contact', '{"email":"noc@shop.example"}', '--output', 'json'],
  );
  const { id, contact } = JSON.parse(made.out);
  expect(contact).toEqual({ email: 'noc@shop.example' });
  const changed = await cli(
    'customers',
    'update',
    id,
    '--name',
    'Renamed',
    '--if-version',
    '1',
    '--columns',
    'name',
  );
  expect(changed.out).toBe('name  Renamed\n');
  const stale = await cli('customers', 'update', id, '--name', 'Again', '--if-version', '1');
  expect([stale.code, stale.err.split(' (')[1]?.split(')')[0]]).toEqual([1, 'staleVersion']);
  const list = await cli('customers', 'list', '--all', '--columns', 'name', '--output', 'ndjson');
  expect(list.out).toContain('{"name":"Renamed"}\n');
  const gone = await cli('customers', 'get', tree.stranger.id);
  expect([gone.code, gone.err.split('\n')[0]]).toEqual([
    1,
    'strowger: There is no such customer. (notFound)',
  ]);
});
