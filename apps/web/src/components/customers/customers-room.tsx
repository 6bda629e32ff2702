'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2 } from 'lucide-react';
import Link from 'next/link';
import { compact } from '@/lib/compact.ts';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/customers.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { createdColumn } from '../list/created-column.tsx';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { buttonClass } from '../ui/button.tsx';
import { CustomerStatus } from './customer-status.tsx';
import { customerListInput, customerListParams, customerStatuses } from './list-state.ts';

const CreateCustomer = onDemand(() =>
  import('./create-customer.tsx').then((module) => module.CreateCustomer),
);

const columns: Column<Customer>[] = [
  {
    key: 'name',
    header: text.columns.name,
    value: ({ name }) => name,
    sort: 'name',
    grow: true,
    cell: (customer) => (
      <RowLink href={roomAddress(customer.id, 'details')} second={text.kinds[customer.kind]}>
        {customer.name}
      </RowLink>
    ),
  },
  { key: 'kind', header: text.columns.kind, from: 'sm', value: ({ kind }) => text.kinds[kind] },
  {
    key: 'status',
    header: text.columns.status,
    value: ({ effectiveStatus }) => text.statuses[effectiveStatus],
    cell: (customer) => <CustomerStatus customer={customer} />,
  },
  { key: 'currency', header: text.columns.currency, from: 'md', value: ({ currency }) => currency },
  {
    key: 'billingMode',
    header: text.columns.billingMode,
    from: 'lg',
    value: ({ billingMode }) => text.billingModes[billingMode],
  },
  {
    key: 'externalId',
    header: text.columns.externalId,
    from: 'lg',
    mono: true,
    value: ({ externalId }) => externalId,
  },
  createdColumn({ header: text.columns.createdAt, sort: 'createdAt', from: 'md' }),
  {
    key: 'timeZone',
    header: text.fields.timeZone,
    value: ({ timeZone }) => timeZone,
    optional: true,
  },
  {
    key: 'country',
    header: text.fields.country,
    value: ({ country }) => country,
    optional: true,
  },
  { key: 'id', header: t.common.id, mono: true, value: ({ id }) => id, optional: true },
];

const filters = [
  {
    name: 'status',
    label: text.columns.status,
    options: customerStatuses.map((value) => ({ value, label: text.statuses[value] })),
  },
];

/** The customers directly below the one in focus. */
export function CustomersRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const mayCreate = useMay('createCustomer');
  const list = useListState(customerListParams);
  const { data: parent } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = customerListInput(customerId, list.state);
  const query = useQuery(
    trpc.getCustomerCustomers.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  const isEnd = parent?.kind === 'end';
  const icon = <Building2 aria-hidden className="size-5" />;
  const example = { parentId: customerId, name: 'Bakery Jansen', kind: 'end' };
  return (
    <ListRoom
      name="customers"
      text={text}
      lead={parent && text.of(parent.name)}
      list={list}
      query={query}
      columns={columns}
      filters={filters}
      empty={
        isEnd
          ? { icon, title: text.endEmpty, text: text.endEmptyText }
          : {
              icon,
              title: text.empty,
              text: text.emptyText(parent?.name ?? ''),
              curl: curl('POST', '/customers', example),
            }
      }
      create={{
        may: mayCreate && !isEnd,
        label: text.create,
        preload: CreateCustomer.preload,
        form: (onClose) => parent && <CreateCustomer parent={parent} onClose={onClose} />,
      }}
      acts={
        mayCreate &&
        !isEnd && (
          <Link
            href={`${roomAddress(customerId, 'customers')}/bulk`}
            prefetch={false}
            className={buttonClass()}
          >
            {text.createMany}
          </Link>
        )
      }
      readPage={(cursor) =>
        client.getCustomerCustomers.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}
