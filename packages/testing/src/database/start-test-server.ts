import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeWhenOrphaned, startEmbeddedPostgres } from '@strowger/db/embedded';
import { migrate } from '@strowger/db/migrate';
import { onMaintenance } from './on-maintenance.ts';

export type TestServer = {
  /** A migrated, empty database, to which nobody connects: it is cloned. */
  templateUrl: string;
  stop(): Promise<void>;
};

/**
 * One PostgreSQL for a whole run: an embedded one in a temporary folder with all durability off, or the server of
 * `existingUrl`, where only databases of our own are made and dropped.
 */
export async function startTestServer(existingUrl?: string): Promise<TestServer> {
  return existingUrl ? onExisting(existingUrl) : onEmbedded();
}

/** One in a folder that is kept, for data that took long to make; no more durable than the others. @param anew empties it first */
export async function startKeptServer(
  dataDir: string,
  anew: boolean,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = await startEmbeddedPostgres({ dataDir, throwaway: true });
  try {
    if (anew) await server.reset();
    await migrate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

async function onEmbedded(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'strowger-test-'));
  // As root PostgreSQL runs as another account, which must get through.
  await chmod(dataDir, 0o711);
  const guard = removeWhenOrphaned(dataDir);
  const remove = async () => {
    guard.release();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const server = await startEmbeddedPostgres({ dataDir, throwaway: true });
    await migrate(server.url);
    const stop = async () => {
      await server.stop();
      await remove();
    };
    return { templateUrl: server.url, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function onExisting(existingUrl: string): Promise<TestServer> {
  const template = new URL(existingUrl);
  const name = `strowger_template_${randomBytes(6).toString('hex')}`;
  template.pathname = `/${name}`;
  const templateUrl = template.toString();
  await migrate(templateUrl);
  return {
    templateUrl,
    stop: () => onMaintenance(templateUrl, `drop database if exists ${name} with (force)`),
  };
}
