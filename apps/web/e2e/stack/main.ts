import { freePort } from '@strowger/testing/processes';
import { inherited } from '../env.ts';
import { openControl } from './open-control.ts';
import { openDatabase, openKept } from './open-database.ts';
import { startProcess } from './start-process.ts';

/**
 * A whole installation with the demo in it, on free ports: PostgreSQL, web and worker as they are shipped. Tells where it
 * is in one line of JSON, and ends when its standard input does.
 */
const stops: (() => Promise<void>)[] = [];
const stop = async () => {
  for (const end of stops.toReversed()) await end();
};

try {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const [customers, records, folder] = process.argv.slice(2);
  const size = customers && records ? { customers: Number(customers), records: Number(records) } : undefined;
  const database = await (folder && size ? openKept(folder, baseUrl, size) : openDatabase(baseUrl, size));
  stops.push(database.stop);
  const env = {
    ...inherited,
    NODE_ENV: 'production' as const,
    DATABASE_URL: database.url,
    AUTH_SECRET: database.secret,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: baseUrl,
    STROWGER_MODE: 'demo',
    WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32',
    LOG_LEVEL: 'warn',
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const web = startProcess(new URL('../../', import.meta.url), 'src/server.ts', env);
  const worker = startProcess(new URL('../../../worker/', import.meta.url), 'src/main.ts', env);
  stops.push(web.stop, worker.stop);
  await Promise.race([healthy(baseUrl), web.failed, worker.failed]);
  const control = await openControl(database.url, env, freePort);
  stops.push(control.close);
  console.log(JSON.stringify({ baseUrl, controlUrl: control.url, ...database.credentials }));
  for await (const _ of process.stdin);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await stop();
}

async function healthy(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const isUp = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url}/healthz did not answer within a minute`);
}
