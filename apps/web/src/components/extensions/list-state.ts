import { choiceParam } from '@/lib/url-state.ts';
import type { Extension } from '@/lib/wire.ts';
import { ownedList, ownedParams } from '../owned/owned-list.ts';

export const directions = ['inbound', 'outbound'] as const satisfies Extension['direction'][];
export const statuses = ['active', 'inactive'] as const satisfies Extension['status'][];

export const extensionList = ownedList({
  params: { ...ownedParams, direction: choiceParam(directions), status: choiceParam(statuses) },
  ofCustomer: 'getCustomerExtensions',
  ofUser: 'getUserExtensions',
  isInherited: true,
});
