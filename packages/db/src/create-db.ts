import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { hold } from './hold.ts';
import { adoptingPool } from './join-prisma.ts';
import { type Statements, statementsOn } from './statements.ts';
import { inTransaction, type Tx } from './transaction.ts';
import { typeParsers } from './type-parsers.ts';

export type Db = Statements & {
  url: string;
  /** Single statements by models. */
  prisma: PrismaClient;
  /** For COPY, LISTEN, session locks and whatever else needs a connection of its own. */
  pool: pg.Pool;
  /** Runs a transaction: it commits if `run` resolves, and rolls back if it throws. */
  transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * A connection for oneself, for transactions, COPY and locks of a session; it goes back to the pool at the end.
   */
  hold<T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type DbOptions = {
  /** Connections at most, and as many again for those of `pool`; 10. */
  poolSize?: number;
  /** What pg_stat_activity shows. */
  applicationName?: string;
};

const CONNECT_SECONDS_MAX = 10;
const UTC = '-c timezone=UTC';
/** Left to itself PostgreSQL plans a page anew for its very values each time, which takes longer than to read it. */
const ONE_PLAN = '-c plan_cache_mode=force_generic_plan';

/** Opens nothing yet: the first query connects. */
export function createDb(url: string, options: DbOptions = {}): Db {
  const settings: pg.PoolConfig = {
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: CONNECT_SECONDS_MAX * 1000,
    application_name: options.applicationName ?? 'strowger',
    // Prisma's adapter sends times without a zone: they are UTC only if the session says so.
    options: UTC,
    types: typeParsers,
  };
  const pool = openPool(settings);
  // COPY and cursors cannot share a connection with statements that are sent before the one ahead is answered.
  const pipelined = openPool({ ...settings, pipeline: true, options: `${UTC} ${ONE_PLAN}` });
  const prisma = new PrismaClient({ adapter: new PrismaPg(adoptingPool(pipelined)) });
  return {
    url,
    prisma,
    pool,
    rows: statementsOn(pool).rows,
    prepared: statementsOn(pipelined).prepared,
    transaction: (run) => inTransaction(pipelined, prisma, run),
    hold: (use) => hold(pool, use),
    close: async () => {
      await prisma.$disconnect();
      await Promise.all([pool.end(), pipelined.end()]);
    },
  };
}

function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings);
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}
