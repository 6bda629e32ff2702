import { choiceParam } from '@/lib/url-state.ts';
import type { Limit } from '@/lib/wire.ts';
import { telephonyWords } from '@/messages/telephony-words.ts';
import { enabledParam } from '../owned/enabled.tsx';
import { ownedList, ownedParams } from '../owned/owned-list.ts';

export const limitTypes = Object.keys(telephonyWords.limitTypes) as Limit['type'][];

export const limitList = ownedList({
  params: { ...ownedParams, type: choiceParam(limitTypes), ...enabledParam },
  ofCustomer: 'getCustomerLimits',
  ofUser: 'getUserLimits',
  isInherited: true,
});
