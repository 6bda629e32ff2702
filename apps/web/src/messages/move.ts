/** Of moving a customer in the tree. */
export const text = {
  act: 'Move…',
  title: (name: string) => `Move ${name}`,
  from: (parent: string) => `Now below ${parent}`,
  search: 'Search the new parent',
  parents: 'New parent',
  noParent: 'No customer that it could be moved to is called so.',
  changes: 'What changes',
  path: 'Path',
  subtree: 'Everything below it moves along, users, numbers and consumers included.',
  history: (parent: string) =>
    `Its calls and usage until now stay with ${parent}; at the new parent they begin at nothing.`,
  above:
    'Limits, whitelists and routes of the levels above it are those of the new path from the next call on.',
  planTaken: 'Its tariffplan is taken off: it belongs to the parent that it leaves.',
  plan: 'Tariffplan of the new parent',
  planNone: 'None: its calls stay unrated',
  suspended: (parent: string) => `${parent} is suspended: calls of what is moved will be refused.`,
  otherCurrency: (own: string, other: string) =>
    `It pays in ${own}, the new parent in ${other}: no margin is told across currencies.`,
  confirm: 'Move customer',
  moved: (name: string, parent: string) => `${name} was moved below ${parent}`,
  here: 'It is there already.',
};
