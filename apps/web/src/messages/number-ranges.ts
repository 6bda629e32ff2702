/** Of the rooms of number ranges. */
export const text = {
  title: 'Number ranges',
  noun: 'range of numbers',
  of: (name: string) => `Numbers that ${name} was allotted`,
  create: 'Allot range',
  createUnder: (name: string) => `To ${name}`,
  created: (name: string) => `${name} was allotted`,
  empty: 'No numbers were allotted yet',
  emptyText:
    'The platform allots ranges. An inbound extension stands inside of one, of its own customer or of a level above.',
  noMatch: 'No range fits',
  noMatchText: '',
  inherited: 'Of the levels above',
  inheritedText: 'Numbers of these can be used here as well.',
  columns: { count: 'Numbers' },
  extensions: 'Numbers in use',
  sections: { range: 'Range' },
  fields: { rangeStart: 'First number', rangeEnd: 'Last number' },
  hints: { rangeStart: 'With a plus, like +31201234500', rangeEnd: 'With as many digits, like +31201234599' },
};
