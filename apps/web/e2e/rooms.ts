/** The lists of the console: each is looked at for accessibility, weight and the width of a phone. One a line: many hands add to them. */
export const listRooms = [
  'overview',
  'customers',
  'users',
  'extensions',
  'number-ranges',
  'forwards',
  'destinations',
  'domains',
  'limits',
  'whitelists',
  'tariffplans',
  'usage',
  'ledger',
  'sources',
  'quarantine',
  'call-records',
  'requests',
  'consumers',
  'inbox',
  'api-keys',
  'operators',
  'audit',
];

/** Those that are one form. */
export const formRooms = ['details', 'settings'];

/** Where many are made at once. */
export const bulkRooms = ['customers/bulk', 'users/bulk', 'extensions/bulk'];

/** Those with a drawer for a new one (`?new=true`), and whether an empty form of it is refused. */
export const creatingRooms: [room: string, needsFields: boolean][] = [
  ['customers', true],
  ['users', true],
  ['extensions', true],
  ['forwards', true],
  ['destinations', true],
  ['limits', true],
  ['whitelists', true],
  ['tariffplans', true],
  ['requests', false],
  ['consumers', true],
  ['api-keys', true],
  ['operators', true],
];

/** Those whose rows lead to a page of one thing. */
export const roomsOfThings = [
  'users',
  'call-records',
  'requests',
  'consumers',
  'api-keys',
  'operators',
  'audit',
];
