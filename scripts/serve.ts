import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@strowger/db/embedded';
import { workerFlags } from '../apps/worker/src/node-flags.ts';
import { build } from './serve/build.ts';
import { fillDatabase } from './serve/fill-database.ts';
import { findWebPort, localUrl } from './serve/find-web-port.ts';
import { keepSecret } from './serve/keep-secret.ts';
import { readEnvironment, type ServeEnvironment } from './serve/read-environment.ts';
import { renderBanner } from './serve/render-banner.ts';
import { Stopped } from './serve/stoppable.ts';
import { type Service, startService } from './serve/supervise.ts';
import { waitForHealth } from './serve/wait-for-health.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const stopping = new AbortController();
const { signal } = stopping;
const services: Service[] = [];
let embedded: EmbeddedPostgres | undefined;
let filling: ReturnType<typeof fillDatabase> | undefined;

const started = performance.now();
const log = (line: string): void => {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  console.log(`strowger|${seconds} s  ${line}`);
};

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(name, () => stopping.abort());

/** Last come, first gone: nobody loses the database under its feet. */
async function stopAll(): Promise<void> {
  await Promise.all(services.map((service) => service.stop()));
  // A migration is let through to its end.
  await Promise.allSettled([filling]);
  await embedded?.stop();
}

async function openDatabase({ databaseUrl, dataDir }: ServeEnvironment): Promise<string> {
  if (databaseUrl) return databaseUrl;
  embedded = await startEmbeddedPostgres({ dataDir, log });
  log(`PostgreSQL runs on 127.0.0.1:${embedded.port}`);
  return embedded.url;
}

async function serve(): Promise<void> {
  const environment = readEnvironment(process.env, ROOT);
  const { host, dataDir, mode } = environment;
  await mkdir(dataDir, { recursive: true });
  const databaseUrl = await openDatabase(environment);
  const port = await findWebPort(environment.port, host);
  if (environment.port === undefined && port !== 3000) log(`port 3000 is in use: taking ${port}`);
  const url = localUrl(host, port);
  const publicUrl = environment.publicUrl ?? url;
  const secret = await keepSecret(environment.authSecret, dataDir);

  await build('@strowger/db', ROOT, process.env, signal);
  filling = fillDatabase({
    databaseUrl,
    embedded,
    dataDir,
    demo: mode === 'demo' ? { secret, publicUrl } : undefined,
    log,
  });
  const building = build('@strowger/web', ROOT, process.env, signal).then(() => log('the build is current'));
  const [demo] = await Promise.all([filling, building]);
  if (signal.aborted) throw new Stopped();

  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    AUTH_SECRET: secret,
    STROWGER_MODE: mode,
    WEBHOOK_ALLOW_CIDRS: environment.webhookAllowCidrs ?? '',
    NEXT_TELEMETRY_DISABLED: '1',
  };
  services.push(startService('web', join(ROOT, 'apps/web/src/server.ts'), env, join(ROOT, 'apps/web')));
  services.push(
    startService(
      'worker',
      join(ROOT, 'apps/worker/src/main.ts'),
      env,
      join(ROOT, 'apps/worker'),
      workerFlags,
    ),
  );
  const failure = Promise.race([
    ...services.map((service) => service.ended),
    embedded?.lost.then(() => 'PostgreSQL ended unexpectedly.') ?? new Promise<never>(() => {}),
  ]);
  const failed = failure.then((reason) => Promise.reject(new Error(reason)));
  await Promise.race([waitForHealth(url, signal), failed]);

  const database = environment.databaseUrl ? 'your database' : 'embedded database';
  console.log(
    renderBanner({ url: publicUrl, mode, database, dataDir: relative(process.cwd(), dataDir) || '.', demo }),
  );
  await Promise.race([untilStopped(), failed]);
}

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });

let exitCode = 0;
try {
  await serve();
} catch (error) {
  if (!(error instanceof Stopped) && !signal.aborted) {
    exitCode = 1;
    console.error(error instanceof Error ? error.message : error);
  }
}
stopping.abort();
if (services.length > 0 || embedded) log('stopping …');
await stopAll();
if (services.length > 0 || embedded) log('stopped');
process.exit(exitCode);
