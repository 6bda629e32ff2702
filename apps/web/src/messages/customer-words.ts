/** Words of customers that the tree and other rooms need as well. */
export const customerWords = {
  kinds: { platform: 'Platform', reseller: 'Reseller', end: 'End customer' },
  statuses: { active: 'Active', suspended: 'Suspended', terminated: 'Terminated' },
};
