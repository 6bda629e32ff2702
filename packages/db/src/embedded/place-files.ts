import { createHash } from 'node:crypto';
import { chmod, chown, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './choose-account.ts';
import type { Binaries } from './find-binaries.ts';
import { runProgram } from './run-program.ts';

/** Where files go that PostgreSQL's account could not reach in the checkout (as root, below a folder of mode 700). */
const SHARED_ROOT = '/var/lib/strowger';

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * The folder for the cluster, made and owned by `account`: `preferred` if that account can enter it, else one below
 * /var/lib/strowger, to where a cluster that stands in `preferred` is moved.
 */
export async function placeHome(
  dataDir: string,
  preferred: string,
  account: Account | undefined,
): Promise<string> {
  await makeHome(preferred, account);
  if (!account || (await canEnter(account, preferred))) return preferred;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const home = join(SHARED_ROOT, name);
  await makeShared();
  await makeHome(home, account);
  if (await exists(join(preferred, 'cluster'))) {
    const draft = join(home, 'cluster.moving');
    await rm(draft, { recursive: true, force: true });
    await cp(join(preferred, 'cluster'), draft, { recursive: true, preserveTimestamps: true });
    const { code, output } = await runProgram(undefined, 'chown', [
      '-R',
      `${account.uid}:${account.gid}`,
      draft,
    ]);
    if (code !== 0) throw new Error(`The database could not be moved to ${home}: ${output}`);
    await rename(draft, join(home, 'cluster'));
  }
  await rm(preferred, { recursive: true, force: true });
  return home;
}

/** The distribution where `account` can run it: in node_modules, else a copy below /var/lib/strowger. */
export async function placeBinaries(binaries: Binaries, account: Account | undefined): Promise<Binaries> {
  if (!account || (await canRun(account, binaries.root))) return binaries;
  const root = join(SHARED_ROOT, `postgres-${binaries.version}`);
  if (!(await canRun(account, root))) {
    await makeShared();
    const draft = `${root}.${process.pid}`;
    await cp(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
    // A strict umask at the install leaves modes that only root can read.
    const { code, output } = await runProgram(undefined, 'chmod', ['-R', 'a+rX', draft]);
    if (code !== 0) throw new Error(`PostgreSQL could not be copied to ${root}: ${output}`);
    await rm(root, { recursive: true, force: true });
    await rename(draft, root);
  }
  return { ...binaries, root };
}

async function makeShared(): Promise<void> {
  await mkdir(SHARED_ROOT, { recursive: true });
  await chmod(SHARED_ROOT, 0o755);
}

async function makeHome(home: string, account: Account | undefined): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (account) await chown(home, account.uid, account.gid);
}

// Asked by doing, as modes alone do not tell (access lists, mounts, security modules).
const canEnter = async (account: Account, folder: string): Promise<boolean> =>
  (await runProgram(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder])).code === 0;

const canRun = async (account: Account, root: string): Promise<boolean> => {
  const script = '"$1/bin/postgres" --version && test -r "$1/share/postgresql/timezonesets/Default"';
  return (await runProgram(account, '/bin/sh', ['-c', script, 'sh', root])).code === 0;
};
