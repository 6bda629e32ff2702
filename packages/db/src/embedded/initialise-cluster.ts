import { appendFile, chown, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './choose-account.ts';
import { type Binaries, programOf } from './find-binaries.ts';
import { runProgram } from './run-program.ts';

export const SUPERUSER = 'strowger';

/** Makes `<home>/cluster`, whole or not at all. @throws Error with initdb's own words */
export async function initialiseCluster(
  binaries: Binaries,
  home: string,
  account: Account | undefined,
  password: string,
  durable: boolean,
): Promise<void> {
  const draft = join(home, 'cluster.new');
  const passwordFile = join(home, 'password');
  await rm(draft, { recursive: true, force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  try {
    // The builtin locale knows Unicode's letters (lower, upper) and sorts alike on every machine.
    const { code, output } = await runProgram(
      account,
      programOf(binaries, 'initdb'),
      [
        ['-D', draft, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
        ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        durable ? [] : ['--no-sync'],
      ].flat(),
    );
    if (code !== 0) throw new Error(`PostgreSQL could not make its cluster in ${home}:\n${output}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await appendFile(join(draft, 'postgresql.conf'), "\ninclude 'strowger.conf'\n");
  await rename(draft, join(home, 'cluster'));
}
