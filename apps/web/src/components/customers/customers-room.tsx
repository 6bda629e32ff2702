'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2, Plus } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useCallback } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer } from '@/lib/wire.ts';
import { t } from '@/messages.ts';
import { type Column, DataTable } from '../list/data-table.tsx';
import { ListBody } from '../list/list-body.tsx';
import { RowLink } from '../list/row-link.tsx';
import { SearchField } from '../list/search-field.tsx';
import { PageHeader } from '../page-header.tsx';
import { Time } from '../time.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { EmptyState } from '../ui/states.tsx';
import { CustomerStatus } from './customer-status.tsx';
import { customerListInput, customerListState, customerStatuses } from './list-state.ts';

const loadDrawer = () =>
  import('./create-customer.tsx').then((module) => ({ default: module.CreateCustomer }));
const CreateCustomer = lazy(loadDrawer);

const text = t.customers;
const columns: Column<Customer>[] = [
  {
    key: 'name',
    header: text.columns.name,
    sort: 'name',
    grow: true,
    cell: (customer) => (
      <RowLink href={roomAddress(customer.id, 'details')} second={text.kinds[customer.kind]}>
        {customer.name}
      </RowLink>
    ),
  },
  { key: 'kind', header: text.columns.kind, from: 'sm', cell: ({ kind }) => text.kinds[kind] },
  { key: 'status', header: text.columns.status, cell: (customer) => <CustomerStatus customer={customer} /> },
  { key: 'currency', header: text.columns.currency, from: 'md', cell: ({ currency }) => currency },
  {
    key: 'billingMode',
    header: text.columns.billingMode,
    from: 'lg',
    cell: ({ billingMode }) => text.billingModes[billingMode],
  },
  {
    key: 'externalId',
    header: text.columns.externalId,
    from: 'lg',
    cell: ({ externalId }) => <span className="font-mono text-xs">{externalId ?? t.common.none}</span>,
  },
  {
    key: 'createdAt',
    header: text.columns.createdAt,
    sort: 'createdAt',
    align: 'right',
    from: 'md',
    cell: ({ createdAt }) => <Time at={createdAt} as="date" />,
  },
];

/** The customers directly below the one in focus. */
export function CustomersRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const curl = useCurl();
  const mayCreate = useMay('createCustomer');
  const [state, setState] = useQueryStates(customerListState);
  const { data: parent } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const list = useQuery(
    trpc.getCustomerCustomers.queryOptions(customerListInput(customerId, state), {
      placeholderData: keepPreviousData,
    }),
  );
  const onSearch = useCallback(
    (search: string) => {
      setState({ search: search || null, cursor: null });
    },
    [setState],
  );
  const onCursor = (cursor: string) => setState({ cursor: cursor || null }, { history: 'push' });
  const openDrawer = () => setState({ new: true });

  const isEnd = parent?.kind === 'end';
  const canCreate = mayCreate && !isEnd;
  const create = canCreate && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden className="size-3.5" />}
      onClick={openDrawer}
      onPointerEnter={loadDrawer}
      onFocus={loadDrawer}
    >
      {text.create}
    </Button>
  );
  const empty = isEnd ? (
    <EmptyState
      icon={<Building2 aria-hidden className="size-5" />}
      title={text.endEmpty}
      text={text.endEmptyText}
    />
  ) : (
    <EmptyState
      icon={<Building2 aria-hidden className="size-5" />}
      title={text.empty}
      text={text.emptyText(parent?.name ?? '')}
      action={create}
      curl={{
        label: text.emptyCurl,
        code: curl('POST', '/customers', { parentId: customerId, name: 'Bakery Jansen', kind: 'end' }),
      }}
    />
  );
  return (
    <>
      <PageHeader title={text.title} lead={parent && text.of(parent.name)}>
        {create}
      </PageHeader>
      <div className="mb-2 flex items-center gap-2">
        <SearchField label={text.search} value={state.search} onSearch={onSearch} />
        <Select
          aria-label={text.columns.status}
          className="w-36 shrink-0"
          empty={`${text.columns.status}: ${t.common.all}`}
          options={customerStatuses.map((value) => ({ value, label: text.statuses[value] }))}
          value={state.status ?? ''}
          onChange={(event) =>
            setState({
              status: customerStatuses.find((status) => status === event.target.value) ?? null,
              cursor: null,
            })
          }
        />
      </div>
      <ListBody
        query={list}
        cursor={state.cursor}
        onCursor={onCursor}
        filtered={state.search !== '' || state.status !== null}
        onClear={() => setState({ search: null, status: null, cursor: null })}
        noMatch={{ title: text.noMatch, text: text.noMatchText }}
        empty={empty}
      >
        <DataTable
          label={text.title}
          columns={columns}
          rows={list.data?.items}
          rowKey={(customer) => customer.id}
          stale={list.isPlaceholderData}
          sorting={{
            value: state.sort,
            onSort: (sort) => setState({ sort: customerListState.sort.parse(sort), cursor: null }),
          }}
        />
      </ListBody>
      <Suspense>
        {canCreate && state.new && parent && (
          <CreateCustomer parent={parent} onClose={() => setState({ new: null })} />
        )}
      </Suspense>
    </>
  );
}
