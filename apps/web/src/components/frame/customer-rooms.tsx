'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { useTRPC } from '@/lib/trpc.tsx';
import { t } from '@/messages.ts';
import { Callout } from '../ui/callout.tsx';
import { RoomNav } from './room-nav.tsx';

/** The navigation of a customer's rooms, what everybody in them must know, and the room itself. */
export function CustomerRooms({ customerId, children }: { customerId: string; children: ReactNode }) {
  const trpc = useTRPC();
  const { operator } = useConsole();
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const state = customer?.effectiveStatus;
  return (
    <div className="flex min-w-0 flex-1 flex-col xl:flex-row xl:items-start">
      <RoomNav customer={customer ?? { id: customerId, kind: 'reseller' }} />
      <main id="content" tabIndex={-1} className="w-full min-w-0 flex-1 px-4 py-6 focus:outline-none sm:px-6">
        {customer && state === 'suspended' && (
          <div className="mb-4">
            <Callout tone="warn">{t.frame.suspended(customer.name)}</Callout>
          </div>
        )}
        {customer && state === 'terminated' && (
          <div className="mb-4">
            <Callout>{t.frame.terminated(customer.name)}</Callout>
          </div>
        )}
        {operator.role === 'viewer' && (
          <div className="mb-4">
            <Callout>{t.frame.readOnly(t.frame.roles.viewer)}</Callout>
          </div>
        )}
        {children}
      </main>
    </div>
  );
}
