import type { blockedReasons } from '@strowger/contracts';
import type { Room } from '@/lib/rooms.ts';

type BlockedReason = (typeof blockedReasons)[number];
/** Why the SIP engine refused a call, what helps, and the room where it is done. */
export type BlockedWords = { why: string; help: string; room?: Room };

const limit = (why: string): BlockedWords => ({
  why,
  help: 'Raise the limit, or wait until its window ends.',
  room: 'limits',
});

export const blockedWords: Record<BlockedReason, BlockedWords> = {
  ancestorLimit: {
    why: 'A rule of a level above the paying customer refused the call.',
    help: 'Ask whoever is above: what the rule was is theirs to tell.',
  },
  balanceExhausted: {
    why: 'The balance and the credit of the prepaid customer were used up.',
    help: 'Enter a payment, or raise the credit limit.',
    room: 'details',
  },
  callAttempts: limit('The limit of call attempts was reached.'),
  callDuration: limit('A limit allows no call of any length.'),
  callerIdNotAllowed: {
    why: 'The caller id is not one that the caller may show.',
    help: 'Add the number to the whitelist of caller ids, or make it an inbound number of the customer.',
    room: 'whitelists',
  },
  callsPerSecond: limit('More new calls in a second than the limit allows.'),
  concurrentCalls: limit('More calls at once than the limit, the user or the number allows.'),
  customerSuspended: {
    why: 'The customer, or a level above it, is suspended.',
    help: 'Whoever suspended it can make it active again.',
    room: 'details',
  },
  destinationNotAllowed: {
    why: 'The whitelist of numbers does not hold the called number.',
    help: 'Add the number, or its beginning, to the whitelist.',
    room: 'whitelists',
  },
  distinctNumbers: limit('More different numbers were called than the limit allows.'),
  forwardUnknown: {
    why: 'The forward that was asked for does not exist.',
    help: 'Look at the forwards of the called user or number.',
    room: 'forwards',
  },
  minutes: limit('The limit of minutes was used up.'),
  noDestination: {
    why: 'No enabled destination takes calls to that number.',
    help: 'Enable a destination, or add a dial pattern that leads to one.',
    room: 'destinations',
  },
  noRate: {
    why: 'The tariffplan of a prepaid level has no rate for the called number.',
    help: 'Add a rate for its prefix.',
    room: 'tariffplans',
  },
  numberInvalid: {
    why: 'What was dialled is no number.',
    help: 'Dial the number in full, with its country code.',
  },
  numberUnknown: {
    why: 'Nobody on the platform has the called number, or it is not active.',
    help: 'Add the number, or make it active.',
    room: 'extensions',
  },
  pricePerMinute: limit('The price of a minute is above the limit.'),
  rateBlocked: {
    why: 'The rate for the called number is blocked.',
    help: 'Unblock the rate in the tariffplan, where such calls are wanted.',
    room: 'tariffplans',
  },
  sourceNotAllowed: {
    why: 'The call came from an address that the whitelist of addresses does not hold.',
    help: 'Add the address to the whitelist, if it is a known one.',
    room: 'whitelists',
  },
  spend: limit('The limit of spending was used up.'),
  tooManyHops: {
    why: 'The call was handed on too often.',
    help: 'Two forwards may lead to each other.',
    room: 'forwards',
  },
  userSuspended: {
    why: 'The user is suspended.',
    help: 'Make the user active again.',
    room: 'users',
  },
  userUnavailable: {
    why: 'The called phone was not registered, and no forward leads on.',
    help: 'Have the phone register, or set a forward for when it cannot be reached.',
    room: 'forwards',
  },
  userUnknown: {
    why: 'No user of that name exists in the domain.',
    help: 'Look at how the phone or trunk is set up.',
    room: 'users',
  },
};
