/**
 * Why the SIP engine let a call not through: `blockedReason` of a call record, which may hold other words of other switches.
 * Whatever refuses above the paying customer is `ancestorLimit`.
 */
export const blockedReasons = [
  'ancestorLimit',
  'balanceExhausted',
  'callAttempts',
  'callDuration',
  'callerIdNotAllowed',
  'callsPerSecond',
  'concurrentCalls',
  'customerSuspended',
  'destinationNotAllowed',
  'distinctNumbers',
  'forwardUnknown',
  'minutes',
  'noDestination',
  'noRate',
  'numberInvalid',
  'numberUnknown',
  'pricePerMinute',
  'rateBlocked',
  'sourceNotAllowed',
  'spend',
  'tooManyHops',
  'userSuspended',
  'userUnavailable',
  'userUnknown',
] as const;
