import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, realpath, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDatabase, isEmptyDatabase, recreateDatabase } from '../ensure-database.ts';
import { type Account, chooseAccount } from './choose-account.ts';
import { type Binaries, findBinaries, programOf } from './find-binaries.ts';
import { DATABASE, urlOf } from './find-embedded-url.ts';
import { findPort } from './find-port.ts';
import { type Hold, holdCluster } from './hold-cluster.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { exists, placeBinaries, placeHome } from './place-files.ts';
import { readRecord, writeRecord } from './record.ts';
import { runProgram } from './run-program.ts';
import { findServer } from './server-process.ts';
import { DEFAULT_SETTINGS, renderSettings, THROWAWAY_SETTINGS } from './settings.ts';

export type EmbeddedOptions = {
  /** Made if missing. What is found here from an earlier start is taken up again. */
  dataDir: string;
  log?: (line: string) => void;
  /** For test runs: faster, and lost at a crash. */
  throwaway?: boolean;
};

export type EmbeddedPostgres = {
  /** Of the database `strowger`, as its superuser, password included. */
  url: string;
  port: number;
  /** Settles when the server ends without `stop`. */
  lost: Promise<void>;
  isEmpty(): Promise<boolean>;
  /** Empties it: the database is dropped and made anew. */
  reset(): Promise<void>;
  /** Fast shutdown: open transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>;
};

const LOG_BYTES_MAX = 8 * 1024 * 1024;
/** Crash recovery of a large cluster takes its time. */
const START_SECONDS_MAX = 300;
const STOP_SECONDS_MAX = 60;

/**
 * Runs a real PostgreSQL from npm on 127.0.0.1: makes the cluster at the first start, recovers it after a crash, and
 * takes over from a launcher that was killed.
 * @throws Error in plain words: already running, no binaries for this machine, PostgreSQL's own reason
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  await mkdir(options.dataDir, { recursive: true });
  const dataDir = await realpath(options.dataDir);
  const record = await readRecord(dataDir);
  const preferred = record?.home ?? join(dataDir, 'postgres');
  const account = await chooseAccount(join(preferred, 'cluster'));
  const home = await placeHome(dataDir, preferred, account);
  const binaries = await placeBinaries(await findBinaries(), account);
  const server: Server = { binaries, account, home, cluster: join(home, 'cluster') };

  await stopOrphan(server, record?.password, log);
  if (!record && (await exists(server.cluster))) await setAside(server, log);
  const password = record?.password ?? randomBytes(24).toString('base64url');
  const port = await findPort(record?.port);
  if (record && port !== record.port)
    log(`port ${record.port} is taken: the database listens on ${port} now`);
  await writeRecord(dataDir, { home, port, password });
  if (!(await exists(server.cluster))) {
    log(`making the database in ${home}`);
    await initialiseCluster(binaries, home, account, password, !options.throwaway);
  }
  await refuseOtherMajor(server);
  await writeSettings(server, { ...DEFAULT_SETTINGS, ...(options.throwaway && THROWAWAY_SETTINGS), port });
  await launch(server);
  try {
    const hold = await holdCluster(urlOf(port, password, 'postgres'));
    const url = urlOf(port, password, DATABASE);
    await ensureDatabase(url);
    return {
      url,
      port,
      lost: hold.lost,
      isEmpty: () => isEmptyDatabase(url),
      reset: () => recreateDatabase(url),
      stop: () => stop(server, hold),
    };
  } catch (error) {
    await shutDown(server);
    throw error;
  }
}

type Server = { binaries: Binaries; account: Account | undefined; home: string; cluster: string };

const logFileOf = (server: Server): string => join(server.home, 'server.log');

/** A server whose launcher was killed goes on alone. @throws Error if its launcher lives */
async function stopOrphan(
  server: Server,
  password: string | undefined,
  log: (line: string) => void,
): Promise<void> {
  const running = await findServer(server.cluster);
  if (!running) return;
  if (password !== undefined) {
    const hold = await holdCluster(urlOf(running.port, password, 'postgres'));
    await hold.release();
  }
  log(`taking over from a launcher that was killed (PostgreSQL is process ${running.pid})`);
  await shutDown(server);
}

/** A cluster whose password is lost, as its data directory was removed: kept, not used, one generation. */
async function setAside(server: Server, log: (line: string) => void): Promise<void> {
  const old = `${server.cluster}.old`;
  log(`the database in ${server.cluster} has no password on record: set aside as ${old}`);
  await rm(old, { recursive: true, force: true });
  await rename(server.cluster, old);
}

async function refuseOtherMajor(server: Server): Promise<void> {
  const made = (await readFile(join(server.cluster, 'PG_VERSION'), 'utf8')).trim();
  const [ours] = server.binaries.version.split('.');
  if (made === ours) return;
  throw new Error(
    `The database in ${server.cluster} was made by PostgreSQL ${made}, and this is ${ours}: dump it with the earlier version, or set another DATA_DIR.`,
  );
}

async function writeSettings(server: Server, settings: Parameters<typeof renderSettings>[0]): Promise<void> {
  const file = join(server.cluster, 'strowger.conf');
  await writeFile(file, renderSettings(settings), { mode: 0o600 });
  if (server.account) await chown(file, server.account.uid, server.account.gid);
}

async function launch(server: Server): Promise<void> {
  const logFile = logFileOf(server);
  const before = await stat(logFile).catch(() => undefined);
  if (before && before.size > LOG_BYTES_MAX) await truncate(logFile);
  const from = before && before.size <= LOG_BYTES_MAX ? before.size : 0;
  const args = ['start', '-s', '-w', '-t', String(START_SECONDS_MAX), '-D', server.cluster, '-l', logFile];
  const { code, output } = await runProgram(server.account, programOf(server.binaries, 'pg_ctl'), args);
  if (code === 0) return;
  const written = await readFile(logFile, 'utf8').catch(() => '');
  const reason = written.slice(from).trim().split('\n').slice(-8).join('\n');
  throw new Error(`PostgreSQL did not start:\n${reason || output}`);
}

async function shutDown(server: Server): Promise<void> {
  const args = ['stop', '-s', '-w', '-m', 'fast', '-t', String(STOP_SECONDS_MAX), '-D', server.cluster];
  const { code, output } = await runProgram(server.account, programOf(server.binaries, 'pg_ctl'), args);
  if (code !== 0 && (await findServer(server.cluster))) throw new Error(`PostgreSQL did not stop: ${output}`);
}

async function stop(server: Server, hold: Hold): Promise<void> {
  await hold.release();
  await shutDown(server);
}
