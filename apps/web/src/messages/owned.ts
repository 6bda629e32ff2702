/** Of the rooms of what belongs to a customer or to one of its users. */
export const text = {
  columns: {
    extensions: 'Number or pattern',
    'number-ranges': 'Numbers',
    forwards: 'Goes to',
    destinations: 'Name',
    domains: 'Domain',
    limits: 'Limit',
    whitelists: 'Name',
  },
  owner: 'Belongs to',
  customerItself: 'The customer',
  externalId: 'External id',
  createdAt: 'Created',
  enabledLabel: 'State',
  enabled: { true: 'On', false: 'Off' },
  all: 'Show all',
  level: 'Set at',
  ofUser: 'Of user',
  allOwners: "Show the customer's and all users' ones",
};
