import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { maintenanceUrl, quoteIdentifier, runStatement } from './administer-database.ts';

const TEXT_OID = 25;
/** The catalogue's one-byte type "char": pg_class.relkind and the like. */
const CHAR_OID = 18;

type Field = { dataTypeID: number };
type QueryResult = { fields: Field[]; rows: unknown[][] };

/** Which columns of a result were "char", by the identity of its rows: the adapter hands those on untouched. */
const charColumns = new WeakMap<unknown[][], Set<number>>();

/** adapter-pg throws on "char"; the pool calls it text and remembers, and `queryRaw` below tells the engine. */
function hideCharColumns(pool: pg.Pool): void {
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<QueryResult | QueryResult[]>;
  const patched = async (config: pg.QueryConfig) => {
    const result = await query(config);
    if (Array.isArray(result)) return result;
    const places = new Set<number>();
    for (const [place, field] of result.fields.entries()) {
      if (field.dataTypeID !== CHAR_OID) continue;
      field.dataTypeID = TEXT_OID;
      places.add(place);
    }
    if (places.size > 0) charColumns.set(result.rows, places);
    return result;
  };
  Object.assign(pool, { query: patched });
}

async function openAdapter(url: string, afterDispose?: () => Promise<void>): Promise<SqlDriverAdapter> {
  // One connection that is never let go: `migrate deploy` holds a session's advisory lock to take turns.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 });
  hideCharColumns(pool);
  const adapter = await new PrismaPg(pool).connect();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    getConnectionInfo: () => adapter.getConnectionInfo(),
    startTransaction: (isolationLevel) => adapter.startTransaction(isolationLevel),
    executeRaw: (query) => adapter.executeRaw(query),
    // The adapter's own splits at every `;`, also inside a function's body. Without arguments pg sends the
    // whole text by the simple protocol, which PostgreSQL splits itself.
    executeScript: async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    },
    queryRaw: async (query: SqlQuery): Promise<SqlResultSet> => {
      const result = await adapter.queryRaw(query);
      const places = charColumns.get(result.rows);
      if (!places) return result;
      const columnTypes = result.columnTypes.map((type, place) =>
        places.has(place) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    },
    dispose: async () => {
      await adapter.dispose();
      await pool.end();
      await afterDispose?.();
    },
  };
}

/** How the WASM engine reaches the database and makes shadow databases beside it. */
export function migrationAdapterFactory(
  url: string,
  shadowDatabaseUrl: string | undefined,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => openAdapter(url),
    connectToShadowDb: async () => {
      const base = shadowDatabaseUrl ?? url;
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      const { url: maintenance } = maintenanceUrl(base);
      await runStatement(maintenance, `CREATE DATABASE ${quoteIdentifier(name)}`);
      const shadow = new URL(base);
      shadow.pathname = `/${name}`;
      return openAdapter(shadow.toString(), async () => {
        await runStatement(maintenance, `DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
      });
    },
  };
}
