import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';

export type PrismaTx = Prisma.TransactionClient;

const PRISMA_LIMITS = { maxWait: 10_000, timeout: 60_000 };

const current = new AsyncLocalStorage<pg.PoolClient>();

/** Prisma's interactive transaction, opened on our connection by the first who asks for it. */
export function joinPrisma(prisma: PrismaClient, client: pg.PoolClient) {
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
    /** The statements, with Prisma's models beside them. */
    beside: <T extends object>(statements: T): T & PrismaTx => withModels(statements, open),
    async close(): Promise<void> {
      end.resolve();
      await finished;
    },
  };
}

/** Each model and method of Prisma, which opens its transaction at the first call. */
function withModels<T extends object>(statements: T, open: () => Promise<PrismaTx>): T & PrismaTx {
  const models = new Proxy(statements, {
    get(_, name: string) {
      if (name in statements) return statements[name as keyof T];
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
  return models as T & PrismaTx;
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
