import { join } from 'node:path';
import { readIfThere, writePrivate } from './private-file.ts';

/** What is written to demo.json, with the address added. */
export type DemoCredentials = {
  operators: { email: string; password: string; role: string; customerId: string }[];
  apiKeys: { name: string; key: string; customerId: string; scopes: string[] }[];
};

type Options = {
  databaseUrl: string;
  dataDir: string;
  secret: string;
  publicUrl: string;
  log: (line: string) => void;
};

/**
 * Fills a database without customers with the demo, and keeps its credentials in demo.json. One that holds any is left
 * alone: what users did in it stays. @returns undefined if the credentials are not known any more
 */
export async function seedDemoOnce(options: Options): Promise<DemoCredentials | undefined> {
  const { databaseUrl, dataDir, secret, publicUrl, log } = options;
  const file = join(dataDir, 'demo.json');
  // Imported here, as they need the generated client, which is made at the first start.
  const { createDb } = await import('@strowger/db');
  const db = createDb(databaseUrl, { poolSize: 4, applicationName: 'strowger seed' });
  try {
    const [filled] = await db.rows('select 1 from customer limit 1');
    const credentials = filled ? await readKept(file) : await seed();
    if (credentials) await write(file, publicUrl, credentials);
    return credentials;
  } finally {
    await db.close();
  }

  async function seed(): Promise<DemoCredentials> {
    const { seedDemo } = await import('@strowger/testing/demo');
    const credentials = await seedDemo(db, { secret, now: new Date(), publicUrl });
    log('the demo is seeded');
    return credentials;
  }
}

async function readKept(file: string): Promise<DemoCredentials | undefined> {
  const kept = await readIfThere(file);
  return kept === undefined ? undefined : (JSON.parse(kept) as DemoCredentials);
}

const write = (file: string, url: string, { operators, apiKeys }: DemoCredentials): Promise<void> =>
  writePrivate(file, `${JSON.stringify({ url, operators, apiKeys }, undefined, 2)}\n`);
