import { readFile, stat } from 'node:fs/promises';

export type Account = { uid: number; gid: number };

const PREFERRED_NAMES = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root. Whom to run it as: the owner of the cluster where there is one, else `postgres`
 * or `nobody`; undefined: as we are.
 * @throws Error if we are root and the machine has no such account
 */
export async function chooseAccount(cluster: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  for (const name of PREFERRED_NAMES) {
    const account = accounts.get(name);
    if (account) return account;
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this machine has neither a user postgres nor nobody: start as another user, or set DATABASE_URL.',
  );
}

function parsePasswd(text: string): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
