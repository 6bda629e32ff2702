import { enabledParam } from '../owned/enabled.tsx';
import { ownedList, ownedParams } from '../owned/owned-list.ts';

export const destinationList = ownedList({
  params: { ...ownedParams, ...enabledParam },
  ofCustomer: 'getCustomerDestinations',
  ofUser: 'getUserDestinations',
  isInherited: true,
});
