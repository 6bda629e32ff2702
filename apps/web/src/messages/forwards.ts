import { telephonyWords } from './telephony-words.ts';

/** Of the rooms of forwards. */
export const text = {
  title: 'Forwards',
  noun: 'forward',
  of: (name: string) => `Where calls to ${name} and its users go instead`,
  create: 'New forward',
  createUnder: (name: string) => `Of ${name}`,
  created: (name: string) => `${name} was created`,
  saved: (name: string) => `${name} was saved`,
  empty: 'No forwards yet',
  emptyText:
    'A forward sends a call elsewhere: always, on busy, on no answer, or while a phone is unreachable.',
  noMatch: 'No forward fits',
  noMatchText: 'Drop a filter.',
  columns: { condition: 'When', callSource: 'Calls', priority: 'Priority' },
  conditions: telephonyWords.conditions,
  callSources: { any: 'All calls', internal: 'Internal calls', external: 'External calls' },
  sections: { what: 'Where calls go', how: 'Order and state', schedule: 'When it holds' },
  fields: {
    condition: 'When',
    callSource: 'Calls',
    ringSeconds: 'Rings for, in seconds',
    target: 'Goes to',
    keepCallerId: 'Caller id',
    schedule: 'Schedule',
    scheduled: 'Schedule',
    'schedule.timeZone': 'Time zone',
    'schedule.windows': 'Times of the week',
    priority: 'Priority',
    enabled: 'State',
  },
  hints: {
    target: 'A number like +31612345678, or a user, destination or number of here',
    ringSeconds: 'Before it counts as no answer, 5 to 120',
    keepCallerId: "Show the caller's number",
    priority: 'The lowest is tried first, 0 to 1000',
    enabled: 'Forward calls',
    scheduled: 'Only at certain times of the week',
    windows: 'Times like 08:30, to 24:00. An end before its beginning runs past midnight.',
  },
};
