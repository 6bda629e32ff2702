export { type LoadedTree, loadCustomers } from './load-customers.ts';
export { type LoadedRecords, loadRecords } from './load-records.ts';
export { loadUsage } from './load-usage.ts';
export { loadUsers } from './load-users.ts';
