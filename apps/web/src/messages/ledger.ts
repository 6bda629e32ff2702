/** Of the room of the ledger. */
export const text = {
  title: 'Ledger',
  of: (name: string) => `What moved the balance of ${name}`,
  create: 'New entry',
  createUnder: (name: string, balance: string) => `${name} has ${balance}`,
  created: (amount: string) => `${amount} was entered`,
  empty: 'No entries yet',
  emptyText:
    'A prepaid customer is topped up by payments; what it is charged for calls is posted here within the hour. Entries are never changed: a correction stands beside what it corrects.',
  columns: {
    createdAt: 'Time',
    kind: 'Kind',
    comment: 'Comment',
    amount: 'Amount',
    balanceAfter: 'Balance after',
  },
  kinds: { payment: 'Payment', correction: 'Correction', charges: 'Charges' },
  period: (from: string, to: string) => `Calls of ${from} – ${to}`,
  balance: 'Balance',
  creditLimit: 'Credit limit',
  left: 'Left to spend',
  lowBalanceThreshold: 'Warned below',
  billingMode: 'Billing',
  billingModes: { prepaid: 'Prepaid', postpaid: 'Postpaid' },
  low: 'The balance is low',
  lowText: (threshold: string) =>
    `It is at or below ${threshold}, from where on consumers are told by balance.low.`,
  usedUp: 'The balance is used up',
  usedUpText: 'Nothing is left of balance and credit limit. Top it up, or raise the credit limit.',
  fields: { kind: 'Kind', amount: 'Amount', comment: 'Reason' },
  hints: {
    amount: (currency: string) => `In ${currency}, like 100.00. A correction may be negative, like -12.50`,
    comment: 'What it is for: an invoice number, what is corrected',
  },
  confirmTitle: (kind: string, amount: string) => `${kind} of ${amount}?`,
  confirmText: (name: string, before: string, after: string) =>
    `The balance of ${name} goes from ${before} to about ${after}: calls may be charged meanwhile. An entry cannot be changed afterwards.`,
  confirm: 'Enter it',
  keep: 'Back',
};
