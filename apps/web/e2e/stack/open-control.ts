import { createServer } from 'node:http';
import { migrate } from '@strowger/db/migrate';
import { startProcess } from './start-process.ts';

export type Control = { url: string; close: () => Promise<void> };

/**
 * What only a test needs: `POST /installation` starts a web process on a database of its own in which nobody is yet. The answer is where
 * it is (`baseUrl`), and the address that it has printed (`setUpUrl`).
 */
export async function openControl(
  databaseUrl: string,
  env: NodeJS.ProcessEnv,
  freePort: () => Promise<number>,
): Promise<Control> {
  const stops: (() => Promise<void>)[] = [];
  const server = createServer(async (_request, response) => {
    const installation = await install(databaseUrl, env, await freePort());
    stops.push(installation.stop);
    response.end(JSON.stringify({ baseUrl: installation.baseUrl, setUpUrl: installation.setUpUrl }));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all(stops.map((stop) => stop()));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

async function install(beside: string, inherited: NodeJS.ProcessEnv, port: number) {
  const url = new URL(beside);
  url.pathname = `/installation_${port}`;
  await migrate(url.toString());
  const baseUrl = `http://127.0.0.1:${port}`;
  const env = {
    ...inherited,
    DATABASE_URL: url.toString(),
    PORT: String(port),
    PUBLIC_URL: baseUrl,
    STROWGER_MODE: 'production',
    WEBHOOK_ALLOW_CIDRS: '',
    LOG_LEVEL: 'warn',
  };
  const web = startProcess(new URL('../../', import.meta.url), 'src/server.ts', env, /"setUpUrl":"([^"]+)"/);
  const setUpUrl = await Promise.race([web.printed, web.failed]);
  return { baseUrl, setUpUrl, stop: web.stop };
}
