import { createDb } from '@strowger/db';

/** Runs one statement on the `postgres` database of the same server: databases are made and dropped from there. */
export async function onMaintenance(url: string, sql: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const db = createDb(maintenance.toString(), { poolSize: 1 });
  try {
    await db.rows(sql);
  } finally {
    await db.close();
  }
}
