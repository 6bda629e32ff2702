import { startCrashableServer } from '@strowger/testing/database';
import { makeDomain, makeTree, makeUser } from '@strowger/testing/domain';
import { expect, onTestFinished, test } from 'vitest';
import { makeKey, startApi } from './start-api.ts';

test('an ingest that a crash of the database cuts off is answered 503 and Retry-After, and so is whatever comes meanwhile', async () => {
  const database = await startCrashableServer();
  onTestFinished(() => database.stop(), 60_000);
  process.env.STROWGER_TEST_TEMPLATE_URL = database.templateUrl;
  const api = await startApi();
  onTestFinished(() => api.close(), 60_000);
  const { domain } = api;
  const { reseller } = await makeTree(domain);
  await makeDomain(domain, reseller, 'sip.crash.example');
  await makeUser(domain, reseller, { username: 'desk-101' });
  await domain.run(domain.platform, 'createCallRecordSource', {
    customerId: reseller.id,
    name: 'core',
    format: 'ndjson',
  });
  const key = await makeKey(domain, reseller);
  const unseen = await makeKey(domain, reseller);
  const record = {
    recordKey: 'call-1',
    authUser: 'desk-101@sip.crash.example',
    direction: 'outbound',
    from: '+31201111111',
    to: '+31201234567',
    startedAt: '2026-11-25T10:00:00Z',
    answeredAt: '2026-11-25T10:00:05Z',
    endedAt: '2026-11-25T10:01:35Z',
    disposition: 'answered',
  };
  const ingest = () =>
    fetch(`${api.url}/v1/call-records/ingest?source=core`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
      body: `${JSON.stringify(record)}\n`,
    });
  const read = (withKey = key) =>
    fetch(`${api.url}/v1/customers/${reseller.id}`, { headers: { authorization: `Bearer ${withKey}` } });
  const expectUnavailable = async (response: Response) => {
    expect([response.status, await response.json()]).toMatchObject([503, { code: 'unavailable' }]);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
  };

  // The batch is in the middle of its transaction, and cannot end.
  const { pool, rows } = domain.deps.db;
  const brake = await pool.connect();
  brake.on('error', () => {});
  await brake.query('begin; lock table charge in exclusive mode');
  const cut = ingest();
  const waiting = `select 1 from pg_locks where relation = 'charge'::regclass and not granted`;
  await expect.poll(() => rows(waiting)).not.toEqual([]);
  const restarted = database.restart('crash');
  await expectUnavailable(await cut);
  let isUp = false;
  const up = restarted.then(() => {
    isUp = true;
  });
  const meanwhile: Response[] = [];
  // A key that was not seen yet is looked for in the database, before the operation.
  while (!isUp) meanwhile.push(await read(), await read(unseen));
  await up;
  brake.release(true);
  for (const response of meanwhile) if (response.status !== 200) await expectUnavailable(response);

  await expect.poll(async () => (await read()).status).toBe(200);
  const again = await ingest();
  expect([again.status, await again.json()]).toMatchObject([200, [{ accepted: 1, duplicate: 0 }]]);
}, 120_000);
