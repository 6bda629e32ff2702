import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeId } from '@strowger/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startWorker, type Worker } from '../src/compose.ts';
import { createWorkerDomain, type WorkerDomain } from './fixtures/worker-domain.ts';
import { SECRET } from './fixtures/worker-process.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

let domain: WorkerDomain;
let worker: Worker | undefined;
let userId: string;
beforeAll(async () => {
  domain = await createWorkerDomain();
  const { items } = await domain.run(domain.platform, 'getCustomerUsers', { customerId: domain.acme.id });
  userId = decodeId('user', items[0]?.id ?? '') as string;
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});
afterAll(() => domain.close());

/** Nothing is found by a sweep: only what rings. */
const startWithoutSweeps = async () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  worker = await startWorker({
    databaseUrl: domain.deps.db.url,
    authSecret: SECRET,
    publicUrl: 'https://voice.example',
    webhookPolicy: { allowCidrs: ['127.0.0.1/32'], ports: [] },
    version: '1.2.3',
    slots: 1,
    sweepMs: 600_000,
    log,
  });
};
const seconds = (ago: number) => (Date.now() / 1000 - ago).toFixed(6);
const valuesOf = (callId: string) => ({
  duration: '30',
  setup_ts: seconds(40),
  ringing_ts: '',
  answer_ts: seconds(35),
  failed_ts: '',
  legs: `outbound|${userId}|${domain.acme.uuid}|||+31201234567||||${seconds(40)}`,
  sip_code: '200',
  blocked_reason: '',
  release_by: 'callee',
  src_ip: '198.51.100.7',
  auth_user_id: userId,
  auth_customer_id: domain.acme.uuid,
  trunk_customer_id: '',
  dest_id: '',
  dialed: '0201234567',
  from_user: 'desk-101',
  call_id: callId,
  from_tag: 'ft',
  to_tag: 'tt',
  user_agent: 'Phone',
});
const write = (callId: string) => {
  const values = valuesOf(callId);
  const names = Object.keys(values);
  return domain.deps.db.rows(
    `insert into kam.acc_cdrs (start_time, end_time, ${names.join(', ')})
     values (now(), now(), ${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(values),
  );
};
const recordsOf = (callId: string) =>
  domain.deps.db.rows(
    'select user_id as "userId", hangup_by as "hangupBy" from call_record where call_id = $1',
    [callId],
  );
const listeners = () =>
  domain.deps.db.rows<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'strowger-listen'
       and query like 'listen%' and state = 'idle'`,
  );

describe('calls of the SIP engine', () => {
  test('are taken in as they are written, also those of while nobody listened', async () => {
    await startWithoutSweeps();
    await expect.poll(listeners, PATIENCE).toHaveLength(1);
    await write('rang');
    await expect.poll(() => recordsOf('rang'), PATIENCE).toEqual([{ userId, hangupBy: 'callee' }]);
    const [{ pid }] = (await listeners()) as [{ pid: number }];
    await domain.deps.db.rows('select pg_terminate_backend($1)', [pid]);
    await write('unheard');
    await expect.poll(() => recordsOf('unheard'), PATIENCE).toHaveLength(1);
    await expect.poll(listeners, PATIENCE).toHaveLength(1);
    await write('heard again');
    await expect.poll(() => recordsOf('heard again'), PATIENCE).toHaveLength(1);
  });

  test('that the table has lost are read from the log by a command', async () => {
    const text = Object.entries(valuesOf('lost')).map(([name, value]) => `${name}=${value}`);
    const line = `0(7) NOTICE: acc [acc_cdr.c:460]: log_write_cdr(): start_time=1.0; end_time=2.0; ${text.join('; ')}`;
    const file = join(tmpdir(), `strowger-engine-log-${process.pid}.log`);
    await writeFile(file, `${line}\nother\n`);
    const reconcile = async () => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [new URL('../src/reconcile.ts', import.meta.url).pathname, file],
        {
          env: {
            ...process.env,
            DATABASE_URL: domain.deps.db.url,
            AUTH_SECRET: SECRET,
            PUBLIC_URL: 'https://voice.example',
          },
        },
      );
      return stdout.trim();
    };
    expect(await reconcile()).toBe('calls 1, records accepted 1, duplicate 0, quarantined 0');
    expect(await reconcile()).toBe('calls 1, records accepted 0, duplicate 1, quarantined 0');
    expect(await recordsOf('lost')).toEqual([{ userId, hangupBy: 'callee' }]);
  });
});
