import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findEmbeddedUrl } from '@strowger/db/embedded';
import { type Kamailio, startKamailio } from '@strowger/sip-e2e';
import { findMissingSip } from './checks/find-sip.ts';
import { toolEnvironment } from './tool-environment.ts';

/**
 * `npm run sip`: Kamailio beside `npm start`, on what is provisioned there. SIP_HOST (127.0.0.1) and SIP_PORT (5060) say where
 * it listens, by UDP and TCP; with STROWGER_SIP_DB_URL it runs on that database instead, as the role kam.
 */
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const { SIP_HOST = '127.0.0.1', SIP_PORT = '5060', STROWGER_SIP_DB_URL, DATA_DIR } = process.env;

async function requireKamailio(): Promise<void> {
  const missing = await findMissingSip(toolEnvironment(ROOT, process.env));
  if (!missing.includes('kamailio')) return;
  throw new Error(
    'Kamailio is not installed. On Debian and Ubuntu: apt-get install kamailio kamailio-postgres-modules kamailio-tls-modules',
  );
}

/** The engine signs in as the role kam, whose password is a new one at each start: nobody else needs to know it. */
async function openDatabase(): Promise<string> {
  if (STROWGER_SIP_DB_URL) return STROWGER_SIP_DB_URL;
  const url = await findEmbeddedUrl(resolve(ROOT, DATA_DIR || '.data'));
  if (!url) {
    throw new Error(
      'Strowger does not run here: start it by `npm start` first (with the same DATA_DIR), or give STROWGER_SIP_DB_URL.',
    );
  }
  const { createDb } = await import('@strowger/db');
  const db = createDb(url, { poolSize: 1, applicationName: 'strowger sip' });
  const password = randomBytes(24).toString('hex');
  try {
    await db.rows(`alter role kam password '${password}'`);
  } finally {
    await db.close();
  }
  const { host, pathname } = new URL(url);
  return `postgres://kam:${password}@${host}${pathname}`;
}

const stopping = Promise.withResolvers<void>();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(name, () => stopping.resolve());

let kamailio: Kamailio | undefined;
try {
  await requireKamailio();
  const at = `${SIP_HOST}:${SIP_PORT}`;
  kamailio = await startKamailio({
    databaseUrl: await openDatabase(),
    listen: [`udp:${at}`, `tcp:${at}`],
    onLine: (line) => console.log(`kamailio| ${line}`),
  });
  console.log(
    `\n  The SIP engine listens at  ${at}  (UDP and TCP)\n  docs/sip-softphone.md registers a phone. Ctrl-C stops it.\n`,
  );
  const lost = kamailio.ended.then(() => Promise.reject(new Error('Kamailio ended unexpectedly.')));
  await Promise.race([stopping.promise, lost]);
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : error);
}
await kamailio?.close();
process.exit();
