export { type LoadedTree, loadCustomers } from './load-customers.ts';
export { type LoadedRecords, loadRecords } from './load-records.ts';
