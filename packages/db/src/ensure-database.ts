import pg from 'pg';

const UNKNOWN_DATABASE = '3D000';
const DUPLICATE_DATABASE = '42P04';

/** Creates the database that `url` names, on its server, if there is none. @throws pg's error if there is no server */
export async function ensureDatabase(url: string): Promise<void> {
  if (await canConnect(url)) return;
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const client = new pg.Client({ connectionString: maintenance.toString() });
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
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
