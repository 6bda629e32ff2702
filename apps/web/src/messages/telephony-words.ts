/** What several rooms call alike. */
export const telephonyWords = {
  conditions: {
    unconditional: 'Always',
    busy: 'On busy',
    noAnswer: 'On no answer',
    unreachable: 'When unreachable',
  },
  limitTypes: {
    concurrentCalls: 'Concurrent calls',
    callsPerSecond: 'Calls per second',
    callDuration: 'Call duration',
    minutes: 'Minutes',
    spend: 'Spend',
    pricePerMinute: 'Price per minute',
    callAttempts: 'Call attempts',
    distinctNumbers: 'Distinct numbers',
  },
};
