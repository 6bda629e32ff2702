import { createDb } from '@strowger/db';
import { startCrashableServer } from '@strowger/testing/database';
import { expect, onTestFinished, test } from 'vitest';
import { databaseFault } from '../src/core/database-fault.ts';
import { inSnapshot } from '../src/ingest/transaction.ts';

test('whatever a connection was doing when the database crashed, the fault is that it is not available', async () => {
  const server = await startCrashableServer();
  onTestFinished(() => server.stop(), 60_000);
  const db = createDb(server.templateUrl);
  onTestFinished(() => db.close(), 60_000);
  await db.rows('create table copied (t text)');
  const { promise: restarted, resolve: goOn } = Promise.withResolvers<void>();
  let begun = 0;
  let copied = 0;
  function* endless() {
    for (;;) {
      copied++;
      yield `${'x'.repeat(60_000)}\n`;
    }
  }
  const idle = async (rows: typeof db.rows) => {
    await rows('select 1');
    begun++;
    await restarted;
    await rows('select 2');
  };
  const faults = [
    inSnapshot(db, ({ copyIn }) => copyIn('copy copied (t) from stdin', endless())),
    inSnapshot(db, ({ rows }) => idle(rows)),
    db.transaction(({ rows }) => idle(rows)),
    db.transaction(({ rows }) => rows('select pg_sleep(600)')),
    db.rows('select pg_sleep(600)'),
    db.prisma.$queryRaw`select 1 from pg_sleep(600)`,
  ].map((work) =>
    work.then(
      () => 'nothing',
      (error: unknown) => databaseFault(error)?.code ?? error,
    ),
  );
  const sleeping = () => db.rows(`select pid from pg_stat_activity where query like 'select%pg_sleep(600)'`);
  await expect.poll(sleeping).toHaveLength(3);
  await expect.poll(() => begun === 2 && copied > 20).toBe(true);
  await server.restart('crash');
  goOn();
  expect(await Promise.all(faults)).toEqual(Array(faults.length).fill('unavailable'));
}, 120_000);
