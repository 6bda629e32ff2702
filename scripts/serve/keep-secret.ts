import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writePrivate } from './private-file.ts';

/** The installation's secret: the one given, else the one kept in the data directory, made at the first start. */
export async function keepSecret(given: string | undefined, dataDir: string): Promise<string> {
  if (given !== undefined) return given;
  const file = join(dataDir, 'auth-secret');
  const kept = (await readIfThere(file))?.trim();
  if (kept) return kept;
  const made = randomBytes(32).toString('base64url');
  await writePrivate(file, `${made}\n`);
  return made;
}
