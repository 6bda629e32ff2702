import { ownedList, ownedParams } from '../owned/owned-list.ts';

export const numberRangeList = ownedList({
  params: ownedParams,
  ofCustomer: 'getCustomerNumberRanges',
  isInherited: true,
});
