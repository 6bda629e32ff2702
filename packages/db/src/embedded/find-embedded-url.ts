import { join } from 'node:path';
import { SUPERUSER } from './initialise-cluster.ts';
import { readRecord } from './record.ts';
import { findServer } from './server-process.ts';

export const DATABASE = 'strowger';

export const urlOf = (port: number, password: string, database: string): string =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

/** The address of the database that another process runs in that folder, as its superuser; undefined while none does. */
export async function findEmbeddedUrl(dataDir: string): Promise<string | undefined> {
  const record = await readRecord(dataDir);
  const running = record && (await findServer(join(record.home, 'cluster')));
  return running && urlOf(running.port, record.password, DATABASE);
}
