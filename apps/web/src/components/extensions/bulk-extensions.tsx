'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { compact } from '@/lib/compact.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Customer, User } from '@/lib/wire.ts';
import { BulkRoom } from '../bulk/bulk-room.tsx';
import { bulkExtensionsKind } from './bulk-extensions-kind.ts';

const PAGE = '200';
/** Users that can be named in lines; a customer with more gives their ids. */
const USERS_MAX = 5000;

/** Many inbound numbers of a customer, each to a user that is named. */
export function BulkExtensions({ customer }: { customer: Customer }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data: users } = useQuery({
    queryKey: ['bulkTargets', customer.id],
    queryFn: async () => {
      const found: User[] = [];
      let cursor: string | null = '';
      while (cursor !== null && found.length < USERS_MAX) {
        const input = { customerId: customer.id, limit: PAGE, ...compact({ cursor }) };
        const page: { items: User[]; nextCursor: string | null } = await client.getCustomerUsers.query(input);
        found.push(...page.items);
        cursor = page.nextCursor;
      }
      return found;
    },
  });
  const kind = useMemo(() => users && bulkExtensionsKind(customer.id, users), [customer.id, users]);
  const refresh = () => queryClient.invalidateQueries(trpc.getCustomerExtensions.pathFilter());
  return <BulkRoom room="extensions" customer={customer} kind={kind} onCreated={refresh} />;
}
