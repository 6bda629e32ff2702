/** Of the rooms of whitelists. */
export const text = {
  title: 'Whitelists',
  noun: 'whitelist',
  of: (name: string) => `What ${name} and its users are allowed to: addresses, destinations, caller ids`,
  create: 'New whitelist',
  createUnder: (name: string) => `Of ${name}`,
  created: (name: string) => `${name} was created`,
  saved: (name: string) => `${name} was saved`,
  empty: 'No whitelists yet',
  emptyText:
    'Without a list everything is allowed that the levels above allow. An enabled list allows what is on it, and nothing else.',
  noMatch: 'No whitelist fits',
  noMatchText: 'Drop a filter.',
  inherited: 'From the levels above',
  inheritedText:
    'They count here as well: a call must be on a list of every level that has one of that type.',
  columns: { type: 'Type', mode: 'Mode', entries: 'Entries' },
  types: { ip: 'Source addresses', destination: 'Called destinations', callerId: 'Caller ids' },
  modes: { restrict: 'Restrict', trust: 'Trust' },
  longModes: { restrict: 'Restrict: only these may call', trust: 'Trust: these need no digest' },
  setBy: 'Set by',
  sections: { general: 'What it is', entries: 'Entries' },
  fields: {
    name: 'Name',
    type: 'Type',
    mode: 'Mode',
    techPrefix: 'Technical prefix',
    entries: 'Entries',
    enabled: 'State',
  },
  hints: {
    techPrefix: 'Tells apart who shares an address, like 9901#',
    trust: 'It is never inherited, and its addresses must pass the lists that restrict.',
    enabled: 'Let it count. It needs at least one entry.',
    entries: {
      ip: 'One network a line, like 198.51.100.0/24 or 2001:db8::/32. A comment may follow: # Head office',
      destination: 'One country (NL) or prefix (3120) a line. A comment may follow: # Amsterdam',
      callerId: 'One number (+31201234567) or prefix (3120) a line. A comment may follow: # Switchboard',
    },
  },
};
