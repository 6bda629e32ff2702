import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { childEnvironment } from './env.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MIGRATIONS = new URL('../../../prisma/migrations/', import.meta.url);
const UNKNOWN_DATABASE = '3D000';

/**
 * Brings the database to the newest migration, and makes it if there is none. Asks first what is applied: Prisma's CLI,
 * which takes more than a second, runs only if something is pending.
 * @returns the names of the migrations that were pending
 * @throws Error with Prisma's own words; pg's error if the server is not reached
 */
export async function migrate(url: string): Promise<string[]> {
  const pending = await findPending(url);
  if (pending.length > 0) await deploy(url);
  return pending;
}

async function findPending(url: string): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const applied = await readApplied(url);
  return names.filter((name) => !applied.has(name)).sort();
}

/** A migration that failed half-way counts as not applied: the CLI then says what to do. */
async function readApplied(url: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows: found } = await client.query<{ is: boolean }>(
      `select to_regclass('public._prisma_migrations') is not null as is`,
    );
    if (!found[0]?.is) return new Set();
    const { rows } = await client.query<{ name: string }>(
      'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
    );
    return new Set(rows.map((row) => row.name));
  } catch (error) {
    if ((error as { code?: string }).code === UNKNOWN_DATABASE) return new Set();
    throw error;
  } finally {
    await client.end();
  }
}

async function deploy(url: string): Promise<void> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const child = spawn(process.execPath, [cli, 'migrate', 'deploy'], {
    cwd: ROOT,
    env: childEnvironment({
      DATABASE_URL: url,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      NO_COLOR: '1',
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Out of reach of Ctrl-C: a migration broken off half-way is on record as failed, and wants a hand.
    detached: process.platform !== 'win32',
  });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  throw new Error(`The database could not be migrated:\n${Buffer.concat(parts).toString().trim()}`);
}
