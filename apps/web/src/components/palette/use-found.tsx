'use client';

import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Building2, Fingerprint, Hash, Network, Phone, User } from 'lucide-react';
import { useGoTo } from '@/lib/leaving.ts';
import { isId, locate } from '@/lib/locate.ts';
import { type Room, roomAddress, sameRoomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import { useDebounced } from '@/lib/use-debounced.ts';
import { customerWords } from '@/messages/customer-words.ts';
import { text } from '@/messages/palette.ts';
import { CustomerName } from '../names.tsx';
import type { Entry, EntryGroup } from './entry.ts';

const EACH = '6';
const icon = 'size-3.5';
const kindIcons = {
  platform: <Network className={icon} />,
  reseller: <Building2 className={icon} />,
  end: <User className={icon} />,
};
/** At least two digits, however they are grouped. */
const numberLike = /^\+?[\d\s().-]{2,}$/;

/** What the server finds in the operator's whole scope. */
export function useFound(typed: string, room: Room): { groups: EntryGroup[]; isSearching: boolean } {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const goTo = useGoTo();
  const search = useDebounced(typed);
  const digits = search.replace(/[^\d+]/g, '').replace(/^\+?0+/, '');
  const isNumber = numberLike.test(search) && /^\+?\d{2,15}$/.test(digits);
  const isName = search !== '' && !isId(search);
  const keep = { placeholderData: keepPreviousData } as const;

  const customers = useQuery(
    trpc.getCustomers.queryOptions(isName ? { search, sort: 'name', limit: EACH } : skipToken, keep),
  );
  const users = useQuery(trpc.getUsers.queryOptions(isName ? { search, limit: EACH } : skipToken, keep));
  const numbers = useQuery(
    trpc.getExtensions.queryOptions(isNumber ? { numberBeginsWith: digits, limit: EACH } : skipToken, keep),
  );
  const thing = useQuery({
    queryKey: ['locate', search],
    queryFn: isId(search) ? () => locate(client, search) : skipToken,
  });

  const go = (address: string) => () => goTo(address);
  const foundCustomers: Entry[] = (customers.data?.items ?? []).map((customer) => ({
    key: customer.id,
    label: customer.name,
    detail: customer.externalId ?? customerWords.kinds[customer.kind],
    icon: kindIcons[customer.kind],
    run: go(sameRoomAddress(customer, room)),
  }));
  const foundUsers: Entry[] = (users.data?.items ?? []).map((user) => ({
    key: user.id,
    label: user.displayName === null ? user.username : `${user.username} · ${user.displayName}`,
    detail: <CustomerName id={user.customerId} />,
    icon: <Phone className={icon} />,
    run: go(`${roomAddress(user.customerId, 'users')}/${user.id}`),
  }));
  const foundNumbers: Entry[] = (numbers.data?.items ?? []).map((extension) => ({
    key: extension.id,
    label: extension.number ?? `${extension.rangeStart} – ${extension.rangeEnd}`,
    detail: <CustomerName id={extension.customerId} />,
    icon: <Hash className={icon} />,
    run: go(`${roomAddress(extension.customerId, 'extensions')}/${extension.id}`),
  }));
  const foundThing: Entry[] = thing.data
    ? [
        {
          key: `id-${search}`,
          label: thing.data.label,
          detail: search,
          icon: <Fingerprint className={icon} />,
          run: go(thing.data.address),
        },
      ]
    : [];
  const groups = [
    { name: text.groups.ids, entries: foundThing },
    { name: text.groups.customers, entries: isName ? foundCustomers : [] },
    { name: text.groups.users, entries: isName ? foundUsers : [] },
    { name: text.groups.numbers, entries: isNumber ? foundNumbers : [] },
  ];
  const isSearching =
    typed !== search || [customers, users, numbers, thing].some((query) => query.isFetching);
  return { groups: typed === '' ? [] : groups, isSearching: typed !== '' && isSearching };
}
