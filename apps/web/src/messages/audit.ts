const special: Readonly<Record<string, string>> = {
  system: 'By the system',
  getCallRecords: 'Order call records',
  getCustomerCallRecords: 'Order call records',
};

/** Of the audit log. */
export const text = {
  title: 'Audit log',
  of: (name: string) => `What was changed at ${name} and below it, newest first`,
  search: 'Id of what was changed',
  empty: 'Nothing was changed yet',
  emptyText: 'Every change leaves an entry here: who made it, when, and what it was before and after.',
  noMatch: 'No entry fits',
  noMatchText:
    'Choose a longer period or another change. A thing is found by its whole id, like usr_01kaz4x0e8v9q5h2c7t1m6n3pr.',
  columns: { what: 'Change', actor: 'By', customer: 'Customer', subject: 'Id', at: 'When' },
  filters: {
    operation: 'Change',
    from: 'From day',
    to: 'To day',
    actor: (name: string) => `Only by ${name}`,
  },
  actorKinds: { operator: 'Operator', apiKey: 'API key', system: 'System' },
  /** `updateUser` -> `Update user` */
  operation: (id: string): string =>
    special[id] ??
    id
      .replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
      .replace(/^./, (letter) => letter.toUpperCase())
      .replace(/\bapi key/, 'API key')
      .replace(/\btotp/, 'TOTP'),
  facts: { at: 'When', actor: 'By', acting: 'Acting for', customer: 'Belongs to', request: 'Request' },
  open: 'Open it',
  ofThing: 'All changes of it',
  ofActor: 'All changes by',
  field: 'Field',
  before: 'Before',
  after: 'After',
  diffs: {
    created: 'What was made',
    deleted: 'What it was',
    changed: 'What changed',
    same: 'No field changed',
  },
  sameText: 'The change is one that no field shows: a secret, or something beside it.',
  unchanged: (count: number) => (count === 1 ? 'Show 1 unchanged field' : `Show ${count} unchanged fields`),
};
