import { ownedList, ownedParams } from '../owned/owned-list.ts';

export const domainList = ownedList({
  params: ownedParams,
  ofCustomer: 'getCustomerDomains',
  isInherited: true,
});
