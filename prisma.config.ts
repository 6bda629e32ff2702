import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// The CLI would download its native schema engine, which an offline or proxied machine cannot. This one is the same
// engine as WebAssembly (packages/db/schema-engine/README.md).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL('packages/db/schema-engine/schema-engine', import.meta.url),
);

/** Names of the monthly partitions of a table; the worker makes them ahead, never Prisma. */
function monthsOf(table: string): string[] {
  const names: string[] = [];
  for (let year = 2000; year < 2060; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      names.push(`public.${table}_${year}_${String(month).padStart(2, '0')}`);
    }
  }
  return names;
}

// Prisma has no word for range partitioning: these tables are written by hand in the migrations, and the CLI must
// leave them and their partitions alone, however many there are.
const external = ['call_record', 'charge', 'charge_history'].reduce(
  (names, table) => names.concat(`public.${table}`, monthsOf(table)),
  [
    'ingest_batch',
    'usage_hour',
    'usage_delta',
    'usage_customer_day',
    'limit_slot',
    'limit_number',
    'limit_delta',
  ].map((table) => `public.${table}`),
);

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  experimental: { externalTables: true },
  tables: { external },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
