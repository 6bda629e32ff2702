import pg from 'pg';

export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The same server's `postgres` database, from where `name` can be created and dropped. */
export function maintenanceUrl(url: string): { name: string; url: string } {
  const parsed = new URL(url);
  const name = decodeURIComponent(parsed.pathname.slice(1));
  parsed.pathname = '/postgres';
  parsed.searchParams.delete('schema');
  return { name, url: parsed.toString() };
}

/** Runs one statement on a connection of its own and gives the first row. */
export async function runStatement(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows[0];
  } finally {
    await client.end();
  }
}

export async function createDatabase(url: string): Promise<string> {
  const { name, url: maintenance } = maintenanceUrl(url);
  await runStatement(maintenance, `CREATE DATABASE ${quoteIdentifier(name)}`);
  return name;
}

export async function dropDatabase(url: string): Promise<void> {
  const { name, url: maintenance } = maintenanceUrl(url);
  await runStatement(maintenance, `DROP DATABASE ${quoteIdentifier(name)}`);
}
