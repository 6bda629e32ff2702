import pg from 'pg';

const UNKNOWN_DATABASE = '3D000';
const DUPLICATE_DATABASE = '42P04';

/** Creates the database that `url` names, on its server, if there is none. @throws pg's error if there is no server */
export async function ensureDatabase(url: string): Promise<void> {
  if (await canConnect(url)) return;
  await onMaintenance(url, (client, name) => client.query(`create database ${name}`));
}

/** Removes the database with all that is in it, whoever is connected, and makes it anew. */
export async function recreateDatabase(url: string): Promise<void> {
  await onMaintenance(url, (client, name) => client.query(`drop database if exists ${name} with (force)`));
  await ensureDatabase(url);
}

/** Whether nothing at all was made in it yet. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select 1 from pg_class where relnamespace = 'public'::regnamespace limit 1`,
    );
    return rows.length === 0;
  } finally {
    await client.end();
  }
}

async function onMaintenance(
  url: string,
  run: (client: pg.Client, name: string) => Promise<unknown>,
): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.toString() });
  await client.connect();
  try {
    await run(client, client.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1))));
  } catch (error) {
    // Another process was faster.
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
  } finally {
    await client.end();
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === UNKNOWN_DATABASE) return false;
    throw error;
  } finally {
    await client.end();
  }
}
