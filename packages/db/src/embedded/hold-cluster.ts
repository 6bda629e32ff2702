import pg from 'pg';

/** Any number, as long as all launchers agree. */
const LAUNCHER_LOCK = 7_072_024;
const NAME_PREFIX = 'strowger launcher ';

const STARTING_UP = '57P03';

/** The launcher's own connection. Its session holds an advisory lock, which ends with the process, however it ends. */
export type Hold = {
  /** Settles when the connection is lost without `release`: the server is gone. */
  lost: Promise<void>;
  release(): Promise<void>;
};

/** @throws Error naming the process that holds the cluster already */
export async function holdCluster(maintenanceUrl: string): Promise<Hold> {
  const client = new pg.Client({
    connectionString: maintenanceUrl,
    application_name: `${NAME_PREFIX}${process.pid}`,
    keepAlive: true,
  });
  const { promise: lost, resolve } = Promise.withResolvers<void>();
  let released = false;
  client.on('error', () => {});
  client.on('end', () => {
    if (!released) resolve();
  });
  const release = async () => {
    released = true;
    await client.end().catch(() => {});
  };
  try {
    await client.connect();
  } catch (error) {
    if ((error as { code?: string }).code !== STARTING_UP) throw error;
    throw new Error('The database is starting up or shutting down just now: try again in a moment.');
  }
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
    LAUNCHER_LOCK,
  ]);
  if (rows[0]?.held) return { lost, release };
  const { rows: holders } = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and objid = $1 and granted`,
    [LAUNCHER_LOCK],
  );
  await release();
  const pid = holders[0]?.name.slice(NAME_PREFIX.length) ?? 'unknown';
  throw new Error(
    `Strowger runs already on this data directory (process ${pid}): stop it first, or set another DATA_DIR.`,
  );
}
