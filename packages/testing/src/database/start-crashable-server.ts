import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeWhenOrphaned, startEmbeddedPostgres } from '@strowger/db/embedded';
import { migrate } from '@strowger/db/migrate';
import { onMaintenance } from './on-maintenance.ts';

export type CrashableServer = {
  /** A migrated, empty database, to which nobody connects: it is cloned. */
  templateUrl: string;
  /** Ends it and starts it again at the same port. `crash`: at once, and it recovers; `fast`: what is open is rolled back. */
  restart(how: 'crash' | 'fast'): Promise<void>;
  stop(): Promise<void>;
};

/** What a commit has answered must survive the end of the server; that the machine ends too is left out. */
const DURABLE = ['synchronous_commit = on', 'full_page_writes = on'];

/** A PostgreSQL of one's own in a temporary folder, that keeps what was committed when it is ended in the middle of it. */
export async function startCrashableServer(): Promise<CrashableServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'strowger-crash-'));
  // As root PostgreSQL runs as another account, which must get through.
  await chmod(dataDir, 0o711);
  const guard = removeWhenOrphaned(dataDir);
  const start = () => startEmbeddedPostgres({ dataDir, throwaway: true });
  let server = await start();
  const { url: templateUrl, port } = server;
  for (const setting of DURABLE) await onMaintenance(templateUrl, `alter system set ${setting}`);
  await onMaintenance(templateUrl, 'select pg_reload_conf()');
  await migrate(templateUrl);

  return {
    templateUrl,
    restart: async (how) => {
      process.kill(await serverPid(dataDir), how === 'crash' ? 'SIGQUIT' : 'SIGINT');
      await server.lost;
      await gone(dataDir);
      server = await start();
      if (server.port !== port) throw new Error(`PostgreSQL's port ${port} was taken while it was down`);
    },
    stop: async () => {
      await server.stop();
      const { home } = await record(dataDir);
      guard.release();
      await rm(home, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const record = async (dataDir: string) =>
  JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as { home: string };

async function serverPid(dataDir: string): Promise<number> {
  const { home } = await record(dataDir);
  const lines = await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8');
  return Number(lines.split('\n')[0]);
}

/** Its lock file goes when it does. */
async function gone(dataDir: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (await serverPid(dataDir).catch(() => undefined)) {
    if (Date.now() > deadline) throw new Error('PostgreSQL did not end within 30 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
