/** Words of calls that several rooms use. */
export const callWords = {
  directions: { inbound: 'Inbound', outbound: 'Outbound', internal: 'Internal', forwarded: 'Forwarded' },
  dispositions: {
    answered: 'Answered',
    noAnswer: 'No answer',
    busy: 'Busy',
    failed: 'Failed',
    cancelled: 'Cancelled',
    congestion: 'Congestion',
    blocked: 'Blocked',
  },
};
