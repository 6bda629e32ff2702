import type { Socket } from 'node:net';
import type pg from 'pg';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { hold } from './hold.ts';
import { type Insert, insertStatements } from './inserts.ts';
import { joinPrisma, type PrismaTx } from './join-prisma.ts';
import { type Statements, statementsOn } from './statements.ts';

/**
 * One transaction: plain SQL on its connection (`rows`, `prepared`), and Prisma's models on the same one for who wants
 * them. Prisma costs some 0.3 ms of processor time a statement and 0.1 ms to begin, so that it joins only when asked.
 */
export type Tx = TransactionStatements & PrismaTx;

type TransactionStatements = Statements & {
  /** A row that nothing in the transaction asks for: it is sent along with COMMIT, which fails if it cannot be inserted. */
  insertAtCommit(insert: Insert): void;
  /**
   * The same transaction for who need not wait to ask, only to be answered: its plain statements are sent at once, and give
   * their rows when `settled` has come true, or its fault. Who asked must not commit before.
   */
  answeringAfter(settled: Promise<unknown>): Tx;
};

/**
 * Runs a transaction on a connection of the pool: it commits if `run` resolves, and rolls back if it throws.
 * @param pool a pipelined one: BEGIN goes out with the first statement, and COMMIT with the last ones
 */
export function inTransaction<T>(
  pool: pg.Pool,
  prisma: PrismaClient,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  return hold(pool, async (client) => {
    const together = gather(client);
    try {
      const begun = together(() => client.query('begin'));
      begun.catch(() => {});
      const models = joinPrisma(prisma, client);
      const closing: Insert[] = [];
      const on = (settled: Promise<unknown>): Tx =>
        models.beside({
          ...statementsInside(client, settled, together),
          insertAtCommit: (insert: Insert) => void closing.push(insert),
          answeringAfter: (also: Promise<unknown>) => {
            const both = Promise.all([settled, also]);
            // Its fault is told by each statement; there may be none.
            both.catch(() => {});
            return on(both);
          },
        });
      const result = await run(on(begun));
      await begun;
      await models.close();
      await together(() => commit(client, closing));
      return result;
    } catch (error) {
      // Where it fails the connection is broken, and the fault that counts is the first one.
      await client.query('rollback').catch(() => {});
      throw error;
    }
  });
}

type Gather = <T>(send: () => T) => T;

/** Statements that are sent in one turn of the event loop leave in one packet: each packet wakes the server's process. */
function gather(client: pg.PoolClient): Gather {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  let isCorked = false;
  const uncork = () => {
    isCorked = false;
    stream.uncork();
  };
  return (send) => {
    if (!isCorked) {
      isCorked = true;
      stream.cork();
      process.nextTick(uncork);
    }
    return send();
  };
}

/** @param settled at least that BEGIN was taken: were it refused, every statement behind it would stand alone */
function statementsInside(client: pg.PoolClient, settled: Promise<unknown>, together: Gather): Statements {
  const { rows, prepared } = statementsOn(client);
  const inside = async <R>(sent: Promise<R>): Promise<R> => (await Promise.all([sent, settled]))[0];
  return {
    rows: (sql, values) => inside(together(() => rows(sql, values))),
    prepared: (sql, values) => inside(together(() => prepared(sql, values))),
  };
}

/** PostgreSQL answers the COMMIT of a transaction in which a statement failed by rolling it back, without an error. */
async function commit(client: pg.PoolClient, closing: readonly Insert[]): Promise<void> {
  const { prepared } = statementsOn(client);
  const sent = insertStatements(closing).map(([sql, values]) => prepared(sql, values));
  const [{ command }] = await Promise.all([client.query('commit'), ...sent]);
  if (command !== 'COMMIT') throw new Error('a statement of the transaction failed, and nobody said so');
}
