import type { Db } from '@strowger/db';
import { loadCustomers, loadRecords, loadUsage, loadUsers } from '@strowger/testing/load';

/** Makes a large installation of the demo: so many customers with a user each, and their calls of the last twelve months. */
export async function fillUp(db: Db, customers: number, records: number): Promise<void> {
  const now = new Date();
  const tell = (line: string): void => console.error(line);
  await loadCustomers(db, customers, now);
  tell(`${await loadUsers(db, now)} users`);
  await loadRecords(db, { records, months: 12, now, log: tell });
  await loadUsage(db);
  tell('usage counted');
}
