import { randomBytes } from 'node:crypto';
import { createDb, type Db } from '@strowger/db';
import { onMaintenance } from './on-maintenance.ts';

/** Where the run's global setup leaves the URL of its template database for the workers. */
export const TEMPLATE_URL_VARIABLE = 'STROWGER_TEST_TEMPLATE_URL';

export type TestDatabase = {
  url: string;
  db: Db;
  /** Closes `db` and removes the database, whoever else is connected. */
  drop(): Promise<void>;
};

/** A migrated, empty database of one's own, cloned from the run's template in about 50 ms. */
export async function createTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const templateUrl = process.env[TEMPLATE_URL_VARIABLE];
  if (!templateUrl)
    throw new Error(`${TEMPLATE_URL_VARIABLE} is not set: run the tests from the root of the repository.`);
  const url = new URL(templateUrl);
  const template = decodeURIComponent(url.pathname.slice(1));
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await onMaintenance(templateUrl, `create database ${name} template "${template}"`);
  url.pathname = `/${name}`;
  const db = createDb(url.toString(), { poolSize: options.poolSize ?? 5, applicationName: name });
  const drop = async () => {
    await db.close();
    await onMaintenance(templateUrl, `drop database if exists ${name} with (force)`);
  };
  return { url: url.toString(), db, drop };
}
