import { formatCount } from '@/lib/format.ts';

const lines = (count: number) => (count === 1 ? '1 line' : `${formatCount(count)} lines`);

/** Of the pages on which many things are created at once. */
export const text = {
  kinds: {
    users: {
      title: 'Create many users',
      of: (name: string) => `SIP users of ${name}, each with its number if you like`,
      things: (count: number) => (count === 1 ? '1 user' : `${formatCount(count)} users`),
      back: 'Users',
    },
    customers: {
      title: 'Create many customers',
      of: (name: string) => `Directly below ${name}`,
      things: (count: number) => (count === 1 ? '1 customer' : `${formatCount(count)} customers`),
      back: 'Customers',
    },
    extensions: {
      title: 'Create many extensions',
      of: (name: string) => `Inbound numbers of ${name} and what they lead to`,
      things: (count: number) => (count === 1 ? '1 extension' : `${formatCount(count)} extensions`),
      back: 'Extensions',
    },
  },
  /** Of the columns of extensions. */
  labels: {
    number: 'Number',
    rangeStart: 'First of a range',
    rangeEnd: 'Last of a range',
    target: 'Leads to',
    status: 'Status',
    ringSeconds: 'Ring seconds',
    maxCalls: 'Maximum concurrent calls',
    externalId: 'External id',
  },
  nouns: { user: 'user', extension: 'number', customer: 'customer' },

  hints: {
    numberHint: 'An inbound number that leads to the user; it must be allotted to the customer or above it',
    domainHint: 'By name; empty: the default domain',
    passwordHint: 'Empty: one is made for each user',
    listHint: 'Several with a comma or a bar between them',
    kind: 'end or reseller; empty: end',
    inherited: "Empty: the parent's",
    country: 'Two letters, like NL',
    money: 'In its currency, like 500.00',
    tariffplan: "By name or id: one of the parent's",
    number: 'With a plus; one number, or both ends of a range',
    range: 'Of one length, in order',
    target: 'A user, as name, name@domain or id; or the id of a destination or forward',
    status: 'active or inactive; empty: active',
    oneOf: (words: string) => `One of ${words}`,
  },

  // The text that lines are read from
  paste: 'Lines to create',
  pasteHint: (max: number) =>
    `Paste a range of a spreadsheet or comma, semicolon or tab separated values: a line each, at most ${formatCount(max)}. The first line may name the columns.`,
  chooseFile: 'Choose a file',
  template: 'Template',
  templateHint: 'A CSV file with all columns and two example lines',
  preview: 'Preview',
  dropHint: 'A file can be dropped here too.',
  columns: 'Columns',
  column: 'Column',
  meaning: 'What it holds',
  example: 'Example',
  required: 'required',
  series: 'Fill in a series',
  seriesText: 'Writes so many lines, counting up names and numbers.',
  seriesFields: { count: 'How many', first: 'First username', number: 'First number' },
  seriesNumberHint: 'With a plus; empty: no numbers',
  seriesFirstHint: 'Ends in digits, like desk-101',
  seriesFaults: {
    count: 'Must be a whole number from 1 to 1,000',
    first: 'Must end in digits, like desk-101',
    number: 'Must be a number with a plus, like +31201234567',
  },
  seriesFill: 'Fill in',
  unreadable: {
    empty: 'There is nothing to read yet. Paste lines, or choose a file.',
    quotes: (line: number) =>
      `The quotes in line ${line} do not close. A quote inside of a cell is written twice.`,
    tooMany: (count: number, max: number) =>
      `These are ${lines(count)}; at most ${formatCount(max)} go at a time. Split them, or use the API.`,
    tooLarge: 'The file is larger than 2 MB. A thousand lines are far less: is it the right one?',
    notText: 'The file cannot be read as text. Save the spreadsheet as CSV first.',
  },

  // What was read of it
  hasHeader: 'The first line names the columns',
  place: (at: number) => `Column ${at}`,
  leftOut: 'Left out',
  missing: (names: string) => `No column is ${names}. Choose it above the table.`,
  line: 'Line',
  faults: 'What is wrong',
  generated: 'made for it',
  hidden: 'as given',
  good: (count: number) => `${lines(count)} can be created`,
  bad: (count: number) => (count === 1 ? '1 line needs another look' : `${lines(count)} need another look`),
  onlyFaults: 'Only lines that need another look',
  leavesOut: 'What is not right is left out; you get it as a file afterwards.',
  backToText: 'Back to the text',
  create: (things: string) => `Create ${things}`,
  entry: (at: number, fault: string) => `Entry ${at}: ${fault}`,
  repeated: (line: number) => `Stands in line ${line} already`,
  tooWide: (cells: number, columns: number) => `It has ${cells} cells where there are ${columns} columns`,
  noDomain: (name: string) => `No domain of this customer or above it is called ${name}`,
  noPlan: (name: string) => `No tariffplan of the parent is called ${name}`,
  twoPlans: (name: string) => `Several tariffplans are called ${name}: give the id`,
  noTarget: (name: string) => `No user of this customer is called ${name}`,
  twoTargets: (name: string) => `Several users are called ${name}: write it with its domain, as name@domain`,
  targetMissing: 'Must be given',
  numberMissing: 'Must be given, or both ends of a range',
  rangeOpen: 'Must be given: a range has two ends',
  bothNumbers: 'Goes without a range',

  // What becomes of it
  progress: 'Progress',
  progressText: (done: number, all: number) => `${formatCount(done)} of ${formatCount(all)}`,
  stop: 'Stop',
  stopping: 'Stopping',
  paused: (seconds: number) => `The server asks to wait. It goes on in ${seconds} s.`,
  staysHere: 'It goes on while you look at other pages of the console; closing this tab would stop it.',
  summary: {
    created: (things: string) => `${things} created`,
    refused: (count: number) => `${formatCount(count)} refused`,
    unanswered: (count: number) => `${formatCount(count)} without an answer`,
    notTried: (count: number) => `${formatCount(count)} not tried`,
    faulty: (count: number) => `${formatCount(count)} left out`,
  },
  stopped: {
    asked: 'It was stopped. What is not tried yet can go on.',
    unreachable:
      'The server did not answer. What was sent may have arrived: trying again makes nothing twice.',
    signedOut: 'Your session has ended. Sign in again in another tab, then go on here.',
    forbidden: 'The server refuses this to you or for this customer, so the rest was not tried.',
  },
  states: {
    waiting: 'Waiting',
    running: 'Under way',
    created: 'Created',
    refused: 'Refused',
    unanswered: 'No answer',
    notTried: 'Not tried',
    partly: 'In part',
  },
  name: 'Name',
  state: 'What became of it',
  partly: (made: string, failed: string, why: string) =>
    `The ${made} was created, the ${failed} was not: ${why}`,
  unansweredLine: 'The server did not answer. Trying again makes nothing twice.',
  filters: { all: 'All lines', left: 'Lines that are left' },
  show: 'Show',
  retry: (count: number) => `Try ${lines(count)} again`,
  goOn: (count: number) => `Go on with ${lines(count)}`,
  savePasswords: 'Save the passwords',
  passwordsSaved: 'Passwords saved',
  passwords:
    'The passwords that were made are in this tab only and cannot be read again. Save them before you leave this page.',
  passwordColumns: { username: 'username', domain: 'domain', password: 'password', number: 'number' },
  saveLeft: 'Save the lines that are left',
  why: 'why',
  another: 'Create more',
  dropTitle: 'Drop the passwords?',
  dropText: 'The passwords that were made have not been saved. They cannot be read again.',
  drop: 'Drop them',
  endedElsewhere: (things: string, left: number) =>
    left === 0 ? `${things} created` : `${things} created, ${lines(left)} left`,
  pages: (from: number, to: number, all: number) =>
    `${formatCount(from)}–${formatCount(to)} of ${formatCount(all)}`,
};
