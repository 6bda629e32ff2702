import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedPostgres } from '@strowger/db/embedded';
import { migrate } from '@strowger/db/migrate';
import { readIfThere, writePrivate } from './private-file.ts';
import { type DemoCredentials, seedDemoOnce } from './seed-demo-once.ts';

export type Filling = {
  databaseUrl: string;
  /** undefined: the database is the user's, and is migrated only */
  embedded: Pick<EmbeddedPostgres, 'isEmpty' | 'reset'> | undefined;
  dataDir: string;
  demo: { secret: string; publicUrl: string } | undefined;
  log: (line: string) => void;
};

/**
 * Brings the database to the newest migration, with the demo in it if asked for. A first start that was broken off
 * half-way, however, is begun anew: nobody has used that database yet.
 */
export async function fillDatabase(filling: Filling): Promise<DemoCredentials | undefined> {
  const { databaseUrl, embedded, dataDir, demo, log } = filling;
  const underWay = join(dataDir, 'database.filling');
  if (embedded && (await readIfThere(underWay)) !== undefined) {
    log('the first start was broken off half-way: making the database anew');
    await embedded.reset();
  }
  if (embedded && (await embedded.isEmpty())) await writePrivate(underWay, '');
  const applied = await migrate(databaseUrl);
  if (applied.length > 0) log(`${applied.length} migrations applied`);
  const credentials = demo && (await seedDemoOnce({ databaseUrl, dataDir, log, ...demo }));
  await rm(underWay, { force: true });
  return credentials;
}
