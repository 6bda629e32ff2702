import type { AttentionItem, AttentionKind } from '@/lib/wire.ts';
import { telephonyWords } from './telephony-words.ts';

/** @param name of the thing, where it has one; of a limit, the user's */
type Sentence = (customer: string, name: string | null, limitType: AttentionItem['limitType']) => string;

const limitOf = (owner: string, type: AttentionItem['limitType']): string =>
  `The limit of ${owner}${type === null ? '' : `, ${telephonyWords.limitTypes[type].toLowerCase()},`}`;

/** Of the overview. */
export const text = {
  title: 'Overview',
  period: 'Period',
  periods: { today: 'Today', '24h': '24 hours', '7d': '7 days', '30d': '30 days' },
  leads: {
    today: (name: string, from: string, clock: string) =>
      `${name} on ${from}, against yesterday until ${clock}`,
    '24h': (name: string) => `${name} in the last 24 hours, against the 24 hours before`,
    '7d': (name: string, from: string) => `${name} since ${from}, against the 7 days before`,
    '30d': (name: string, from: string) => `${name} since ${from}, against the 30 days before`,
  },
  calls: 'Calls',
  minutes: 'Minutes',
  asr: 'Answer-seizure ratio',
  asrHint: 'Answered calls of those that were let through',
  acd: 'Average call duration',
  acdHint: 'Of answered calls, minutes and seconds',
  revenue: 'Revenue',
  cost: 'Cost',
  margin: 'Margin',
  balance: 'Balance',
  creditLimit: (amount: string) => `Credit limit ${amount}`,
  money: 'Revenue and cost',
  moneyIn: (currency: string) => `Revenue and cost in ${currency}`,
  answered: 'Answered',
  notAnswered: 'Not answered',
  answeredShare: 'Answered',
  nothingBefore: 'Nothing to compare with',
  unchanged: 'Unchanged',
  up: 'Up',
  down: 'Down',
  change: {
    percent: (size: string) => `${size}%`,
    points: (size: string) => `${size} points`,
  },
  name: 'Name',
  topDestinations: 'Top destinations',
  topCustomers: 'Top customers',
  noCalls: 'No calls in this period.',
  noCustomerCalls: 'No customer called in this period.',
  unknownCountry: 'No country known',
  attention: 'Needs attention',
  allWell: 'Nothing needs attention.',
  tones: { bad: 'Wrong:', warn: 'Soon:' },
  sentences: {
    balanceUsedUp: (customer) => `The balance of ${customer} is used up`,
    balanceLow: (customer) => `The balance of ${customer} is low`,
    limitReached: (customer, user, type) => `${limitOf(user ?? customer, type)} is reached`,
    limitNear: (customer, user, type) => `${limitOf(user ?? customer, type)} is near`,
    consumerDisabled: (customer, url) => `A consumer of ${customer} was disabled: ${url}`,
    consumerFailing: (customer, url) => `A consumer of ${customer} fails: ${url}`,
    destinationDown: (customer, name) => `The destination ${name} of ${customer} does not answer`,
    requestFailed: (customer) => `A record request for ${customer} failed`,
    requestHeld: (customer) => `A record request for ${customer} is held`,
    quarantine: (customer, source) => `Records of ${source} at ${customer} wait in quarantine`,
    unrated: (customer) => `Calls of ${customer} have no price`,
    domainPending: (_, domain) => `The domain ${domain} waits for its proof`,
    apiKeyExpiring: (customer, key) => `The API key ${key} of ${customer} ends soon`,
  } satisfies Record<AttentionKind, Sentence> as Record<AttentionKind, Sentence>,
  limitDetail: (value: string, threshold: string, share: string) => `${value} of ${threshold}, ${share}`,
  quarantineDetail: (count: string) => `${count} to be looked at`,
  unratedDetail: (count: string) => `${count} in 7 days cost and earn nothing until they are rated`,
  domainDetail: 'Nobody registers there before it is proved or approved',
  since: (time: string) => `since ${time}`,
  orMore: (count: string) => `${count} or more`,
  showMore: (count: string) => `Show ${count} more`,
  notShown: (count: string, shown: string) => `${count} more: at most ${shown} of a kind are shown`,
  asrDropped: 'Fewer calls are answered',
  asrDetail: (now: string, before: string) => `${now}, it was ${before}`,
};
