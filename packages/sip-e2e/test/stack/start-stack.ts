import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyScopes } from '@strowger/contracts';
import { type Kamailio, startKamailio } from '@strowger/sip-e2e';
import { type CrashableServer, startCrashableServer } from '@strowger/testing/database';
import { createTestDomain, type TestDomain } from '@strowger/testing/domain';
import { freePort } from '@strowger/testing/processes';
import { selfSigned } from '@strowger/testing/self-signed';
import { Strowger } from 'strowger';
import { freeUdpPorts } from './free-ports.ts';
import { type Process, startProcess } from './processes.ts';

export type Stack = {
  /** Acts for the platform, over REST. */
  api: Strowger;
  url: string;
  database: CrashableServer;
  /** Reads what has no operation: what Kamailio wrote. */
  rows: TestDomain['deps']['db']['rows'];
  kamailio: Kamailio;
  /** Where Kamailio listens, by UDP and TCP. */
  sip: string;
  sipPort: number;
  /** Where it listens by TLS. */
  tlsPort: number;
  databaseUrl: string;
  /** Of the role kam, for more engines. */
  engineUrl: string;
  close(): Promise<void>;
};

/** PostgreSQL, web, worker and Kamailio, each a process of its own, on a platform that is empty but for one API key. */
export async function startStack(kinds: readonly ('web' | 'worker')[] = ['web', 'worker']): Promise<Stack> {
  const closings: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const one of closings.reverse()) await one();
  };
  try {
    const database = await startCrashableServer();
    closings.push(() => database.stop());
    const templateBefore = process.env.STROWGER_TEST_TEMPLATE_URL;
    process.env.STROWGER_TEST_TEMPLATE_URL = database.templateUrl;
    const domain = await createTestDomain();
    process.env.STROWGER_TEST_TEMPLATE_URL = templateBefore;
    closings.push(() => domain.deps.db.close());
    const { url: databaseUrl } = domain.deps.db;
    const engineUrl = await letEngineIn(domain);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const started = kinds.map((kind) => startProcess(kind, databaseUrl, port));
    for (const one of started)
      closings.push(async () => (await one.catch((): Process | undefined => undefined))?.stop());
    await Promise.all(started);
    const [sipPort = 0] = await freeUdpPorts(1);
    const tlsPort = await freePort();
    const { cert, key: certKey } = await writeCertificate(closings);
    const kamailio = await startKamailio({
      databaseUrl: engineUrl,
      listen: [`udp:127.0.0.1:${sipPort}`, `tcp:127.0.0.1:${sipPort}`, `tls:127.0.0.1:${tlsPort}`],
      settings: {
        ...QUICK,
        STROWGER_SIP_TLS_CERTIFICATE: cert,
        STROWGER_SIP_TLS_KEY: certKey,
      },
    });
    closings.push(() => kamailio.close());
    const { key } = await makeFirstKey(domain);
    const api = new Strowger({ url, key, maxRetries: 0, timeoutSeconds: 30 });
    const sip = `127.0.0.1:${sipPort}`;
    return {
      api,
      url,
      database,
      rows: domain.deps.db.rows,
      kamailio,
      sip,
      sipPort,
      tlsPort,
      databaseUrl,
      engineUrl,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What phones and carriers are given here to answer, and to be found dead. */
export const QUICK = {
  STROWGER_SIP_SILENCE_MS: '1500',
  STROWGER_SIP_ALIVE_SECONDS: '30',
  STROWGER_SIP_EXPIRES_MIN: '5',
  STROWGER_SIP_PROBE_SECONDS: '1',
};

async function writeCertificate(closings: (() => Promise<unknown>)[]) {
  const folder = await mkdtemp(join(tmpdir(), 'strowger-tls-'));
  closings.push(() => rm(folder, { recursive: true, force: true }));
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  await writeFile(files.cert, `${selfSigned.cert}\n`);
  await writeFile(files.key, `${selfSigned.key}\n`, { mode: 0o600 });
  return files;
}

/** The password of the role kam; it is of the whole cluster, which is the test's own. */
async function letEngineIn({ deps }: TestDomain): Promise<string> {
  const password = randomBytes(24).toString('hex');
  await deps.db.rows(`alter role kam password '${password}'`);
  const url = new URL(deps.db.url);
  return `postgres://kam:${password}@${url.host}${url.pathname}`;
}

async function makeFirstKey(domain: TestDomain): Promise<{ key: string }> {
  const { items } = await domain.run(domain.platform, 'getCustomers', { limit: '1' });
  const customerId = items[0]?.id as string;
  const made = await domain.run(domain.platform, 'createApiKey', {
    customerId,
    name: 'sip',
    scopes: [...keyScopes],
  });
  return { key: made.key as string };
}
