/** Of every form. */
export const text = {
  required: 'Must be given',
  faults: (count: number) =>
    count === 1 ? '1 field needs another look.' : `${count} fields need another look.`,
  line: (line: number, fault: string) => `Line ${line}: ${fault}`,
  noOption: 'Nothing fits',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  leaveTitle: 'Throw away what you typed?',
  leaveText: 'Nothing of it is kept.',
  stay: 'Keep editing',
  leave: 'Throw away',
};
