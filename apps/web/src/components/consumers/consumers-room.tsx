'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Webhook } from 'lucide-react';
import Link from 'next/link';
import { compact } from '@/lib/compact.ts';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { formatCount } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import type { Column } from '../list/column.ts';
import { createdColumn } from '../list/created-column.tsx';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { buttonClass } from '../ui/button.tsx';
import { ConsumerStatus } from './consumer-status.tsx';
import { consumerListInput, consumerListParams } from './list-state.ts';

const CreateConsumer = onDemand(() =>
  import('./create-consumer.tsx').then((module) => module.CreateConsumer),
);

const columnsOf = (customerId: string): Column<Consumer>[] => [
  {
    key: 'url',
    header: text.columns.url,
    value: ({ url }) => url,
    grow: true,
    cell: (consumer) => (
      <RowLink
        href={`${roomAddress(customerId, 'consumers')}/${consumer.id}`}
        second={consumer.description ?? text.kinds[consumer.kind]}
        mono
      >
        {consumer.url}
      </RowLink>
    ),
  },
  { key: 'kind', header: text.columns.kind, from: 'sm', value: ({ kind }) => text.kinds[kind] },
  {
    key: 'status',
    header: text.columns.status,
    value: ({ status }) => text.statuses[status],
    cell: (consumer) => <ConsumerStatus consumer={consumer} />,
  },
  {
    key: 'batchSize',
    header: text.columns.batchSize,
    align: 'right',
    from: 'lg',
    value: ({ batchSize }) => batchSize,
    cell: ({ batchSize }) => formatCount(batchSize),
  },
  {
    key: 'lastCheck',
    header: text.columns.lastCheck,
    from: 'lg',
    value: ({ verification }) => verification && text.outcomes[verification.outcome],
  },
  createdColumn({ header: text.columns.createdAt, from: 'md' }),
];

/** The callback locations of the customer in focus. */
export function ConsumersRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const may = useMay('createConsumer');
  const list = useListState(consumerListParams);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = consumerListInput(customerId, list.state);
  const query = useQuery(
    trpc.getCustomerConsumers.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  return (
    <ListRoom
      name="consumers"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(customerId)}
      empty={{
        icon: <Webhook aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('POST', '/consumers', { customerId, url: 'https://example.com/cdr' }),
        action: may && (
          <Link href={roomAddress(customerId, 'inbox')} className={buttonClass()}>
            {text.openInbox}
          </Link>
        ),
      }}
      create={{
        may,
        label: text.create,
        preload: CreateConsumer.preload,
        form: (onClose) => customer && <CreateConsumer customer={customer} onClose={onClose} />,
      }}
      readPage={(cursor) =>
        client.getCustomerConsumers.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}
