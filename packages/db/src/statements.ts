import { createHash } from 'node:crypto';
import pg from 'pg';

/** Plain SQL on one connection, or on any of a pool. Types come as type-parsers.ts says. */
export type Statements = {
  /** Planned for the values given; in a transaction for any values, unless it says `set local plan_cache_mode = 'auto'`. */
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * As `rows`, planned once a connection, for any values: for statements that come again and again in the same words. Never
   * for text that is different each time, as each stays with its connection.
   */
  prepared<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
};

export const statementsOn = (connection: pg.Pool | pg.ClientBase): Statements => ({
  rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await connection.query<Row>(sql, [...values])).rows,
  prepared: <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    sendPrepared<Row>(connection, sql, values),
});

/** By a query object of our own: of a configuration pg makes a copy, which takes as long as to send it. */
function sendPrepared<Row extends object>(
  connection: pg.Pool | pg.ClientBase,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const query = Object.assign(new pg.Query<Row>(sql, [...values]), { name: statementName(sql) });
  const { promise, resolve, reject } = Promise.withResolvers<Row[]>();
  connection.query(query as unknown as pg.QueryConfig, (error: Error | null, result?: pg.QueryResult<Row>) =>
    error ? reject(error) : resolve(result?.rows ?? []),
  );
  return promise;
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
