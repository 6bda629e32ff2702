/** Of the forms of what belongs to a customer or to one of its users. */
export const text = {
  owner: 'Whose it is',
  userId: 'User',
  userIdHint: (customer: string) => `Empty: it is ${customer}'s own. It cannot be changed afterwards.`,
  externalId: 'External id',
  externalIdHint: 'The id that your own systems know it by',
  fixed: 'Fixed once it is made: make another one instead',
  setAbove: 'It was set by a level above: only that one, or one above it, may change it.',
  ofUser: 'User',
  ofCustomer: 'Customer',
  createdAt: 'Created',
  other: 'Other',
  kinds: { user: 'user', destination: 'destination', forward: 'forward', extension: 'number' },
  option: (name: string, kind: string) => `${name} (${kind})`,
  optionOf: (name: string, kind: string, owner: string) => `${name} (${kind} of ${owner})`,
};
