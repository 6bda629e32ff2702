import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { TEST_SECRET } from '@strowger/testing/domain';

const COMMAND = fileURLToPath(new URL('../../../../apps/worker/src/reconcile.ts', import.meta.url));

/** Has the command read a log of the engine, as an operator does. @returns what it says */
export async function reconcile(databaseUrl: string, publicUrl: string, log: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'strowger-log-'));
  try {
    const file = join(folder, 'kamailio.log');
    await writeFile(file, log);
    const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, file], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: databaseUrl,
        AUTH_SECRET: TEST_SECRET,
        PUBLIC_URL: publicUrl,
        STROWGER_MODE: 'demo',
      },
    });
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
