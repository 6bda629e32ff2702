'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { lazy, Suspense } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { formatCount } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Consumer } from '@/lib/wire.ts';
import { t } from '@/messages.ts';
import { type Column, DataTable } from '../list/data-table.tsx';
import { ListBody } from '../list/list-body.tsx';
import { RowLink } from '../list/row-link.tsx';
import { PageHeader } from '../page-header.tsx';
import { Time } from '../time.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { ConsumerStatus } from './consumer-status.tsx';
import { consumerListInput, consumerListState } from './list-state.ts';

const loadDrawer = () =>
  import('./create-consumer.tsx').then((module) => ({ default: module.CreateConsumer }));
const CreateConsumer = lazy(loadDrawer);

const text = t.consumers;
const columnsOf = (customerId: string): Column<Consumer>[] => [
  {
    key: 'url',
    header: text.columns.url,
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
  { key: 'kind', header: text.columns.kind, from: 'sm', cell: ({ kind }) => text.kinds[kind] },
  { key: 'status', header: text.columns.status, cell: (consumer) => <ConsumerStatus consumer={consumer} /> },
  {
    key: 'batchSize',
    header: text.columns.batchSize,
    align: 'right',
    from: 'lg',
    cell: ({ batchSize }) => formatCount(batchSize),
  },
  {
    key: 'lastCheck',
    header: text.columns.lastCheck,
    from: 'lg',
    cell: ({ verification }) => (verification ? text.outcomes[verification.outcome] : t.common.none),
  },
  {
    key: 'createdAt',
    header: text.columns.createdAt,
    align: 'right',
    from: 'md',
    cell: ({ createdAt }) => <Time at={createdAt} as="date" />,
  },
];

/** The callback locations of the customer in focus. */
export function ConsumersRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const curl = useCurl();
  const mayCreate = useMay('createConsumer');
  const [state, setState] = useQueryStates(consumerListState);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const list = useQuery(
    trpc.getCustomerConsumers.queryOptions(consumerListInput(customerId, state.cursor), {
      placeholderData: keepPreviousData,
    }),
  );
  const create = mayCreate && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden className="size-3.5" />}
      onClick={() => setState({ new: true })}
      onPointerEnter={loadDrawer}
      onFocus={loadDrawer}
    >
      {text.create}
    </Button>
  );
  const example = { customerId, url: 'https://example.com/cdr' };
  return (
    <>
      <PageHeader title={text.title} lead={customer && text.of(customer.name)}>
        {create}
      </PageHeader>
      <ListBody
        query={list}
        cursor={state.cursor}
        onCursor={(cursor) => setState({ cursor: cursor || null }, { history: 'push' })}
        filtered={false}
        onClear={() => setState({ cursor: null })}
        noMatch={{ title: text.empty, text: text.emptyText }}
        empty={
          <EmptyState
            icon={<Webhook aria-hidden className="size-5" />}
            title={text.empty}
            text={text.emptyText}
            action={
              mayCreate && (
                <span className="flex flex-wrap justify-center gap-2">
                  {create}
                  <Link href={roomAddress(customerId, 'inbox')} className={buttonClass()}>
                    {text.openInbox}
                  </Link>
                </span>
              )
            }
            curl={{ label: text.emptyCurl, code: curl('POST', '/consumers', example) }}
          />
        }
      >
        <DataTable
          label={text.title}
          columns={columnsOf(customerId)}
          rows={list.data?.items}
          rowKey={(consumer) => consumer.id}
          stale={list.isPlaceholderData}
        />
      </ListBody>
      <Suspense>
        {mayCreate && state.new && customer && (
          <CreateConsumer customer={customer} onClose={() => setState({ new: null })} />
        )}
      </Suspense>
    </>
  );
}
