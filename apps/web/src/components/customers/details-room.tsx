'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderInput } from 'lucide-react';
import Link from 'next/link';
import { Suspense } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { formatMoney } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import { flagParam } from '@/lib/url-state.ts';
import { useRefreshCustomers } from '@/lib/use-customer-path.ts';
import { useUrlState } from '@/lib/use-url-state.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/customers.ts';
import { text as moveText } from '@/messages/move.ts';
import { DeleteButton } from '../deletion/delete-button.tsx';
import { DetailRoom } from '../detail-room.tsx';
import { Time } from '../time.tsx';
import { Button } from '../ui/button.tsx';
import { CustomerDetails } from './customer-details.tsx';
import { CustomerStatus } from './customer-status.tsx';

const MoveCustomer = onDemand(() => import('./move-customer.tsx').then((module) => module.MoveCustomer));

const params = { move: flagParam };

/** One customer: what it is, and the form over it. */
export function DetailsRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const [{ move }, set] = useUrlState(params);
  const { operator } = useConsole();
  const mayMove = useMay('updateCustomer') && customerId !== operator.customerId;
  const { facts, kinds } = text;
  return (
    <DetailRoom
      query={query}
      title={({ name }) => name}
      lead={({ kind }) => kinds[kind]}
      acts={(customer) =>
        customer.status === 'terminated' ? (
          <DeleteCustomer customer={customer} />
        ) : (
          mayMove && (
            <Button
              icon={<FolderInput aria-hidden className="size-3.5" />}
              onClick={() => set({ move: true })}
              onPointerEnter={MoveCustomer.preload}
              onFocus={MoveCustomer.preload}
            >
              {moveText.act}
            </Button>
          )
        )
      }
      facts={(customer) => [
        [facts.effectiveStatus, <CustomerStatus key="status" customer={customer} />],
        [
          facts.balance,
          <Link
            key="balance"
            href={roomAddress(customer.id, 'ledger')}
            prefetch={false}
            className="rounded-sm text-accent hover:underline"
          >
            {formatMoney(customer.balance, customer.currency)}
          </Link>,
        ],
        [facts.created, <Time key="created" at={customer.createdAt} />],
        [facts.updated, <Time key="updated" at={customer.updatedAt} />],
      ]}
    >
      {(customer) => (
        <>
          <CustomerDetails key={customer.id} customer={customer} />
          <Suspense>
            {move && mayMove && <MoveCustomer customer={customer} onClose={() => set({ move: false })} />}
          </Suspense>
        </>
      )}
    </DetailRoom>
  );
}

/** What was terminated, and left no history, can go. */
function DeleteCustomer({ customer }: { customer: Customer }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { operator } = useConsole();
  const { id: customerId, parentId, name, version } = customer;
  const may = useMay('deleteCustomer') && customerId !== operator.customerId;
  return (
    <DeleteButton
      may={may && parentId !== null}
      noun={text.noun}
      name={name}
      version={version}
      note={text.deleteNote}
      remove={(ifVersion) => client.deleteCustomer.mutate({ customerId, ifVersion })}
      reread={() => queryClient.query({ ...trpc.getCustomer.queryOptions({ customerId }), staleTime: 0 })}
      backTo={roomAddress(parentId ?? '', 'customers')}
      refresh={useRefreshCustomers()}
    />
  );
}
