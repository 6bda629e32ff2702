import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type EmbeddedPostgres,
  findEmbeddedUrl,
  removeWhenOrphaned,
  startEmbeddedPostgres,
} from '../src/embedded/index.ts';

let root: string;
let dataDir: string;
let guard: { release(): void };
const running: EmbeddedPostgres[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "strowger it's a test "));
  // PostgreSQL's own account must get through where the tests run as root.
  await chmod(root, 0o755);
  dataDir = join(root, 'data dir');
  guard = removeWhenOrphaned(dataDir);
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  guard.release();
  await rm(root, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, throwaway: true });
  running.push(server);
  return server;
}

async function stop(server: EmbeddedPostgres): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.stop();
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

type Kept = { home: string; port: number; password: string };
const kept = async (): Promise<Kept> =>
  JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as Kept;

const serverPid = async (): Promise<number> =>
  Number.parseInt(await readFile(join((await kept()).home, 'cluster', 'postmaster.pid'), 'utf8'), 10);

/** Starts the database from another process, which tells its URL and then waits to be killed. */
async function startInChild(before = '') {
  const module = new URL('../src/embedded/index.ts', import.meta.url).href;
  const code = `import { removeWhenOrphaned, startEmbeddedPostgres } from ${JSON.stringify(module)};
    ${before}
    const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, throwaway: true });
    process.stdout.write(url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: url.toString() };
}

test('another process finds the database of a folder while it runs', async () => {
  expect(await findEmbeddedUrl(dataDir)).toBeUndefined();
  const server = await start();
  expect(await findEmbeddedUrl(dataDir)).toBe(server.url);
  await stop(server);
  expect(await findEmbeddedUrl(dataDir)).toBeUndefined();
});

test('a second start finds the rows of the first on the same port', async () => {
  const first = await start();
  await ask(first.url, 'create table mark as select 42 as n');
  await stop(first);
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, 'select n from mark')).toEqual([{ n: 42 }]);
});

test('only the loopback is listened on, and nobody gets in without the password, which is for the owner only', async () => {
  const { url } = await start();
  expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(await ask(url, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
  const wrong = new URL(url);
  wrong.password = 'wrong';
  await expect(ask(wrong.toString(), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o777).toBe(0o600);
});

test('a reset leaves an empty database, whoever is connected', async () => {
  const server = await start();
  await ask(server.url, 'create table mark as select 42 as n');
  const client = new pg.Client({ connectionString: server.url });
  client.on('error', () => {});
  await client.connect();
  expect(await server.isEmpty()).toBe(false);
  await server.reset();
  expect(await server.isEmpty()).toBe(true);
  await client.end();
});

test('letters beyond ASCII are lowered and the time zone is UTC', async () => {
  const { url } = await start();
  const rows = await ask(url, `select lower('ÄÉŽ') as low, current_setting('timezone') as zone`);
  expect(rows).toEqual([{ low: 'äéž', zone: 'UTC' }]);
});

test('another start on the same data directory is refused while one runs, and harms nothing', async () => {
  const { url } = await start();
  await expect(startEmbeddedPostgres({ dataDir, throwaway: true })).rejects.toThrow(
    `runs already on this data directory (process ${process.pid})`,
  );
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('committed rows survive a kill -9 of the server, and the launcher is told', async () => {
  const first = await start();
  await ask(first.url, 'create table mark as select 42 as n');
  await ask(first.url, 'checkpoint');
  process.kill(await serverPid(), 'SIGKILL');
  await first.lost;
  running.splice(0);
  await sleep(200);
  const second = await start();
  expect(await ask(second.url, 'select n from mark')).toEqual([{ n: 42 }]);
});

test('the server of a launcher that was killed is taken over', async () => {
  const { child, url } = await startInChild();
  await ask(url, 'create table mark as select 42 as n');
  const orphan = await serverPid();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const second = await start();
  expect(await serverPid()).not.toBe(orphan);
  expect(await ask(second.url, 'select n from mark')).toEqual([{ n: 42 }]);
});

test('a throw-away server goes with all it had when its launcher is killed, where that was asked for', async () => {
  const { child, url } = await startInChild(`removeWhenOrphaned(${JSON.stringify(dataDir)});`);
  await ask(url, 'select 1');
  child.kill('SIGKILL');
  await expect.poll(() => stat(dataDir).catch(() => undefined)).toBeUndefined();
  await expect(ask(url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a lock file whose number another program has now does not stop the start', async () => {
  const first = await start();
  await stop(first);
  const cluster = join((await kept()).home, 'cluster');
  await writeFile(
    join(cluster, 'postmaster.pid'),
    `${process.ppid}\n${cluster}\n1\n${first.port}\n\n127.0.0.1\n`,
  );
  const second = await start();
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('another port is taken, and kept, where the kept one is in use', async () => {
  const first = await start();
  await stop(first);
  const squatter = createServer().listen(first.port, '127.0.0.1');
  await once(squatter, 'listening');
  try {
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect((await kept()).port).toBe(second.port);
    expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    squatter.close();
  }
});

test('a cluster of another major version is refused in words', async () => {
  await stop(await start());
  await writeFile(join((await kept()).home, 'cluster', 'PG_VERSION'), '15\n');
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    'was made by PostgreSQL 15, and this is 18',
  );
});

test('the reason of PostgreSQL itself is told where it cannot start', async () => {
  await stop(await start());
  const cluster = join((await kept()).home, 'cluster');
  await writeFile(join(cluster, 'postgresql.conf'), "include 'strowger.conf'\nmax_connections = none\n");
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/max_connections/);
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('the server runs as another account', async () => {
    await start();
    const status = await readFile(`/proc/${await serverPid()}/status`, 'utf8');
    expect(Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])).not.toBe(0);
  });

  test('below a folder of mode 700 the cluster lives elsewhere, and is found again', async () => {
    const closed = join(root, 'closed');
    await mkdir(closed, { mode: 0o700 });
    dataDir = join(closed, 'data');
    const first = await start();
    const { home } = await kept();
    try {
      expect(home.startsWith('/var/lib/strowger/')).toBe(true);
      await ask(first.url, 'create table mark as select 42 as n');
      await stop(first);
      const second = await start();
      expect(await ask(second.url, 'select n from mark')).toEqual([{ n: 42 }]);
      await stop(second);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  test('a cluster moves elsewhere with its rows when its folder is closed later', async () => {
    const first = await start();
    await ask(first.url, 'create table mark as select 42 as n');
    await stop(first);
    await chmod(root, 0o700);
    const second = await start();
    const { home } = await kept();
    try {
      expect(home.startsWith('/var/lib/strowger/')).toBe(true);
      expect(await ask(second.url, 'select n from mark')).toEqual([{ n: 42 }]);
      await stop(second);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });
});
