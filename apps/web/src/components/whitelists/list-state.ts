import { choiceParam } from '@/lib/url-state.ts';
import type { Whitelist } from '@/lib/wire.ts';
import { enabledParam } from '../owned/enabled.tsx';
import { ownedList, ownedParams } from '../owned/owned-list.ts';

export const whitelistTypes = ['ip', 'destination', 'callerId'] as const satisfies Whitelist['type'][];

export const whitelistList = ownedList({
  params: { ...ownedParams, type: choiceParam(whitelistTypes), ...enabledParam },
  ofCustomer: 'getCustomerWhitelists',
  ofUser: 'getUserWhitelists',
  isInherited: true,
});
