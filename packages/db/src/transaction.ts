import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { hold } from './hold.ts';
import { type Statements, statementsOn } from './statements.ts';

type PrismaTx = Prisma.TransactionClient;

/**
 * One transaction: plain SQL on its connection (`rows`, `prepared`), and Prisma's models on the same one for who wants
 * them. Prisma costs some 0.3 ms of processor time a statement and 0.1 ms to begin, so that it joins only when asked.
 */
export type Tx = Statements & PrismaTx;

const PRISMA_LIMITS = { maxWait: 10_000, timeout: 60_000 };

const current = new AsyncLocalStorage<pg.PoolClient>();

/** Runs a transaction on a connection of the pool: it commits if `run` resolves, and rolls back if it throws. */
export function inTransaction<T>(
  pool: pg.Pool,
  prisma: PrismaClient,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  return hold(pool, async (client) => {
    try {
      await client.query('begin');
      const models = joinPrisma(prisma, client);
      const result = await run(withModels(statementsOn(client), models.open));
      await models.close();
      await commit(client);
      return result;
    } catch (error) {
      // Where it fails the connection is broken, and the fault that counts is the first one.
      await client.query('rollback').catch(() => {});
      throw error;
    }
  });
}

/** PostgreSQL answers the COMMIT of a transaction in which a statement failed by rolling it back, without an error. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('a statement of the transaction failed, and nobody said so');
}

/** Prisma's interactive transaction, opened on our connection by the first who asks for it. */
function joinPrisma(prisma: PrismaClient, client: pg.PoolClient) {
  let opened: Promise<PrismaTx> | undefined;
  let finished: Promise<unknown> | undefined;
  const end = Promise.withResolvers<void>();

  const open = (): Promise<PrismaTx> => {
    opened ??= new Promise((resolve, reject) => {
      finished = current.run(client, () =>
        prisma.$transaction((tx) => {
          resolve(tx);
          return end.promise;
        }, PRISMA_LIMITS),
      );
      finished.catch(reject);
    });
    return opened;
  };
  return {
    open,
    async close(): Promise<void> {
      end.resolve();
      await finished;
    },
  };
}

/** Each model and method of Prisma, which opens its transaction at the first call. */
function withModels(statements: Statements, open: () => Promise<PrismaTx>): Tx {
  const models = new Proxy(statements, {
    get(_, name: string) {
      if (name in statements) return statements[name as keyof Statements];
      if (name === 'then') return undefined;
      if (name.startsWith('$')) return (...args: unknown[]) => call(open, args, name);
      return new Proxy(
        {},
        {
          get:
            (_model, method: string) =>
            (...args: unknown[]) =>
              call(open, args, method, name),
        },
      );
    },
  });
  return models as Tx;
}

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;

async function call(open: () => Promise<PrismaTx>, args: unknown[], method: string, model?: string) {
  const tx = await open();
  const owner = (model === undefined ? tx : tx[model as 'customer']) as unknown as Methods;
  return owner[method]?.(...args);
}

/**
 * The pool as Prisma's adapter sees it: inside of `inTransaction` it is given that connection, on which its own BEGIN, COMMIT
 * and ROLLBACK do nothing, as whoever opened the transaction ends it.
 */
export function adoptingPool(pool: pg.Pool): pg.Pool {
  return Object.create(pool, {
    connect: {
      value: (...args: []) => {
        const client = args.length === 0 ? current.getStore() : undefined;
        return client ? Promise.resolve(adopted(client)) : pool.connect(...args);
      },
    },
  }) as pg.Pool;
}

const NOTHING = { rows: [], fields: [], rowCount: 0 };

const adopted = (client: pg.PoolClient) => ({
  query: (config: pg.QueryConfig, values: unknown[]) =>
    /^(begin|commit|rollback)$/i.test(config.text) ? Promise.resolve(NOTHING) : client.query(config, values),
  on: () => {},
  removeListener: () => {},
  release: () => {},
});
