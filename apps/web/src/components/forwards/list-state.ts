import { choiceParam } from '@/lib/url-state.ts';
import type { Forward } from '@/lib/wire.ts';
import { enabledParam } from '../owned/enabled.tsx';
import { ownedList, ownedParams } from '../owned/owned-list.ts';

export const conditions = [
  'unconditional',
  'busy',
  'noAnswer',
  'unreachable',
] as const satisfies Forward['condition'][];

export const forwardList = ownedList({
  params: { ...ownedParams, condition: choiceParam(conditions), ...enabledParam },
  ofCustomer: 'getCustomerForwards',
  ofUser: 'getUserForwards',
});
