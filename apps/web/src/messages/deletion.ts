/** Of the question before something is deleted. */
export const text = {
  title: (noun: string) => `Delete this ${noun}?`,
  text: (name: string) => `${name} is gone for good. What it was stays in the audit log.`,
  keep: 'Keep it',
  deleted: (name: string) => `${name} was deleted`,
  goneAlready: (name: string) => `${name} had been deleted already`,
  inUseTitle: 'Something depends on it',
  inUseText: 'Change or delete these first:',
  refusedTitle: 'It cannot be deleted',
  staleTitle: 'Somebody changed it meanwhile',
  staleText: 'Nothing was deleted. Look at what is stored now, or delete that as well.',
  anyway: 'Delete all the same',
  again: 'Try again',
};
