import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDb } from '@strowger/db';
import { startKeptServer, startTestServer } from '@strowger/testing/database';
import { type DemoCredentials, seedDemo } from '@strowger/testing/demo';
import { testDatabaseUrl } from '../env.ts';
import { fillUp } from './fill-up.ts';

export type Size = { customers: number; records: number };

/** What is in a database that outlives its run, beside it in a file: the passwords of made-up people among it. */
type Installation = { secret: string; credentials: DemoCredentials; size: Size };

export type OpenDatabase = {
  url: string;
  secret: string;
  credentials: DemoCredentials;
  stop: () => Promise<void>;
};

/** A database with the demo in it, filled up to a size beside it, that ends with the run. */
export async function openDatabase(publicUrl: string, size: Size | undefined): Promise<OpenDatabase> {
  const { templateUrl: url, stop } = await startTestServer(testDatabaseUrl);
  try {
    return { url, stop, ...(await fill(url, publicUrl, size)) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The same in a folder that is kept: filled by the first run, and taken as it is by the next ones.
 * @throws Error if what is kept there is of another size
 */
export async function openKept(folder: string, publicUrl: string, size: Size): Promise<OpenDatabase> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'installation.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const kept = text === undefined ? undefined : (JSON.parse(text) as Installation);
  if (kept && (kept.size.customers !== size.customers || kept.size.records !== size.records)) {
    const { customers, records } = kept.size;
    throw new Error(
      `${folder} holds ${customers} customers and ${records} records: ask for as many, or another folder`,
    );
  }
  const { url, stop } = await startKeptServer(folder, kept === undefined);
  try {
    const installation = kept ?? { size, ...(await fill(url, publicUrl, size)) };
    if (!kept) await writeFile(file, JSON.stringify(installation), { mode: 0o600 });
    return { url, stop, secret: installation.secret, credentials: installation.credentials };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function fill(url: string, publicUrl: string, size: Size | undefined) {
  const db = createDb(url);
  try {
    const secret = randomBytes(32).toString('hex');
    const credentials = await seedDemo(db, { secret, now: new Date(), publicUrl });
    if (size) await fillUp(db, size.customers, size.records);
    return { secret, credentials };
  } finally {
    await db.close();
  }
}
