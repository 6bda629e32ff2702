import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createDb, openQueue } from '@strowger/db';
import { createKeyring, reconcileEngineLog, systemClock, webhookPolicy } from '@strowger/domain';
import { readEnv } from './env.ts';

/**
 * `reconcile.ts FILE` (`-`: stdin), in the environment of a worker: takes in the calls that the SIP engine's log tells of and
 * whose rows were lost. Running it again changes nothing.
 */
const [, , file] = process.argv;
if (!file) {
  console.error('usage: reconcile FILE   the log of the SIP engine, - for stdin');
  process.exit(2);
}
const env = readEnv();
const db = createDb(env.DATABASE_URL, { poolSize: 2, applicationName: 'strowger-reconcile' });
const queue = await openQueue(env.DATABASE_URL, { works: false, onError: () => {} });
try {
  const { calls, accepted, duplicate, quarantined, cutLines } = await reconcileEngineLog(
    {
      db,
      queue,
      clock: systemClock,
      keyring: createKeyring(env.AUTH_SECRET),
      publicUrl: env.PUBLIC_URL,
      webhookPolicy: webhookPolicy(env),
    },
    linesOf(file === '-' ? process.stdin : createReadStream(file)),
  );
  console.log(
    `calls ${calls}, records accepted ${accepted}, duplicate ${duplicate}, quarantined ${quarantined}`,
  );
  if (cutLines.length > 0) {
    console.error(`cut, and not taken in: lines ${cutLines.join(', ')}`);
    process.exitCode = 1;
  }
} finally {
  await queue.stop();
  await db.close();
}

/** Opened when the first line is asked for: those that came before would be lost. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}
