import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { typeParsers } from './type-parsers.ts';

/** A Prisma client inside an interactive transaction. */
export type Tx = Prisma.TransactionClient;

export type Db = {
  url: string;
  /** For changes, in interactive transactions. Uses the pool below. */
  prisma: PrismaClient;
  /** For hot paths, COPY and LISTEN. Types come as type-parsers.ts says. */
  pool: pg.Pool;
  /** Plain SQL on any connection of the pool. */
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * As `rows`, planned once a connection: for statements that come again and again in the same words. Never for text that
   * is different each time, as each stays with its connection.
   */
  prepared<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

export type DbOptions = {
  /** Connections at most; 10. */
  poolSize?: number;
  /** What pg_stat_activity shows. */
  applicationName?: string;
};

const CONNECT_SECONDS_MAX = 10;

/** Opens nothing yet: the first query connects. */
export function createDb(url: string, options: DbOptions = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: CONNECT_SECONDS_MAX * 1000,
    application_name: options.applicationName ?? 'strowger',
    // Prisma's adapter sends times without a zone: they are UTC only if the session says so.
    options: '-c timezone=UTC',
    types: typeParsers,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    url,
    prisma,
    pool,
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(sql, [...values])).rows,
    prepared: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>({ name: statementName(sql), text: sql, values: [...values] })).rows,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

const statementNames = new Map<string, string>();

/** PostgreSQL cuts names at 63 bytes: the text's hash tells statements apart. */
function statementName(sql: string): string {
  const known = statementNames.get(sql);
  if (known) return known;
  const name = createHash('sha256').update(sql).digest('base64url');
  statementNames.set(sql, name);
  return name;
}
