import { parseArgs } from 'node:util';
import { createDb } from '@strowger/db';
import { loadCustomers, loadRecords, loadUsage, loadUsers } from '@strowger/testing/load';

/**
 * Fills a database that holds a platform, once, with many customers, users and call records, to see how it all behaves then:
 * `DATABASE_URL=… npx pnpm@12.21.0 seed:large --records 10000000 --customers 200000`.
 */
const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    customers: { type: 'string', default: '20000' },
    months: { type: 'string', default: '12' },
  },
});
const [records, customers, months] = [values.records, values.customers, values.months].map(wholeNumber);
const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL must be given: the database that is to be filled');

const db = createDb(url, { poolSize: 2, applicationName: 'strowger-seed' });
try {
  const now = new Date();
  const tree = await loadCustomers(db, customers as number, now);
  const users = await loadUsers(db, now);
  console.log(`${tree.customers} customers with ${users} users below ${tree.resellers.length} resellers`);
  const loaded = await loadRecords(db, {
    records: records as number,
    months: months as number,
    now,
    log: (line) => console.log(line),
  });
  await loadUsage(db);
  console.log(`${loaded.records} records and ${loaded.charges} charges in ${Math.round(loaded.seconds)} s`);
} finally {
  await db.close();
}

function wholeNumber(text: string | undefined): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${text} is no whole number above 0`);
  return number;
}
