import type { Db } from '@strowger/db';

/** Held while a process works for a consumer: no other one does. It ends with the process, however that ends. */
export type ConsumerLease = {
  /** Aborts if the connection that holds it breaks. */
  lost: AbortSignal;
  release(): Promise<void>;
};

export type ConsumerLeases = {
  /** Undefined where another has it. */
  take(consumerId: string): Promise<ConsumerLease | undefined>;
  close(): Promise<void>;
};

/** Silence after which PostgreSQL gives up a machine that has gone: 10 s, then 3 probes 5 s apart. */
const KEEPALIVE =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

type Session = Awaited<ReturnType<typeof openSession>>;

/** One connection for all leases of this process; whatever goes wrong on it ends it, and the leases with it. */
async function openSession(db: Db) {
  const client = await db.pool.connect();
  const lost = new AbortController();
  const end = () => {
    if (lost.signal.aborted) return;
    lost.abort();
    client.release(true);
  };
  client.on('error', end);
  client.on('end', end);
  let turn: Promise<unknown> = Promise.resolve();
  const run = async (sql: string, values: unknown[] = []) => {
    const asked = turn.then(() => client.query<{ done: boolean }>(sql, values));
    turn = asked.catch(() => {});
    try {
      return await asked;
    } catch (error) {
      end();
      throw error;
    }
  };
  await run(KEEPALIVE);
  return { run, end, lost: lost.signal };
}

/**
 * Leases as session advisory locks, so that PostgreSQL frees them as soon as the process is gone. The connection must
 * reach PostgreSQL directly, or through a pooler in session mode.
 */
export function createConsumerLeases(db: Db): ConsumerLeases {
  const held = new Set<string>();
  let opening: Promise<Session> | undefined;

  /** Those that ask at once share the one that is being opened; one that is lost is replaced by the next to ask. */
  function session(): Promise<Session> {
    if (opening) return opening;
    const opened = openSession(db);
    const forget = () => {
      if (opening === opened) opening = undefined;
    };
    opened.then(({ lost }) => (lost.aborted ? forget() : lost.addEventListener('abort', forget)), forget);
    opening = opened;
    return opened;
  }

  async function tryLock(consumerId: string): Promise<ConsumerLease | undefined> {
    const { run, lost } = await session();
    const key = [`consumer ${consumerId}`];
    const { rows } = await run('select pg_try_advisory_lock(hashtextextended($1, 0)) as done', key);
    if (!rows[0]?.done) return undefined;
    const release = async () => {
      // A session that is lost has freed it already.
      if (!lost.aborted)
        await run('select pg_advisory_unlock(hashtextextended($1, 0)) as done', key).catch(() => {});
      held.delete(consumerId);
    };
    return { lost, release };
  }

  return {
    async take(consumerId) {
      // The same session would be given the same lock a second time.
      if (held.has(consumerId)) return undefined;
      held.add(consumerId);
      const lease = await tryLock(consumerId).catch((error: unknown) => {
        held.delete(consumerId);
        throw error;
      });
      if (!lease) held.delete(consumerId);
      return lease;
    },
    async close() {
      const current = await opening?.catch(() => undefined);
      current?.end();
    },
  };
}
