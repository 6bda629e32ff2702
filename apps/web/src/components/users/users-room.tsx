'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Phone, Plus } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useCallback } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { User } from '@/lib/wire.ts';
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
import { Status } from '../ui/status.tsx';
import { userListInput, userListState, userStatuses } from './list-state.ts';

const loadDrawer = () => import('./create-user.tsx').then((module) => ({ default: module.CreateUser }));
const CreateUser = lazy(loadDrawer);

const text = t.users;
const columnsOf = (customerId: string): Column<User>[] => [
  {
    key: 'username',
    header: text.columns.username,
    sort: 'username',
    grow: true,
    cell: (user) => (
      <RowLink href={`/customers/${customerId}/users/${user.id}`} second={user.domain}>
        {user.username}
      </RowLink>
    ),
  },
  { key: 'domain', header: text.columns.domain, from: 'sm', cell: ({ domain }) => domain },
  {
    key: 'displayName',
    header: text.columns.displayName,
    from: 'md',
    cell: ({ displayName }) => displayName ?? t.common.none,
  },
  {
    key: 'callerId',
    header: text.columns.callerId,
    from: 'lg',
    cell: ({ callerId }) => callerId ?? t.common.none,
  },
  {
    key: 'status',
    header: text.columns.status,
    cell: ({ status }) => (
      <Status tone={status === 'active' ? 'good' : 'warn'}>{text.statuses[status]}</Status>
    ),
  },
  {
    key: 'externalId',
    header: text.columns.externalId,
    from: 'xl',
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

/** The SIP identities of the customer in focus. */
export function UsersRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const curl = useCurl();
  const mayCreate = useMay('createUser');
  const [state, setState] = useQueryStates(userListState);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const list = useQuery(
    trpc.getCustomerUsers.queryOptions(userListInput(customerId, state), {
      placeholderData: keepPreviousData,
    }),
  );
  const onSearch = useCallback(
    (search: string) => {
      setState({ search: search || null, cursor: null });
    },
    [setState],
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
  const example = { customerId, username: 'desk-101', password: '…' };
  return (
    <>
      <PageHeader title={text.title} lead={customer && text.of(customer.name)}>
        {create}
      </PageHeader>
      <div className="mb-2 flex items-center gap-2">
        <SearchField label={text.search} value={state.search} onSearch={onSearch} />
        <Select
          aria-label={text.columns.status}
          className="w-36 shrink-0"
          empty={`${text.columns.status}: ${t.common.all}`}
          options={userStatuses.map((value) => ({ value, label: text.statuses[value] }))}
          value={state.status ?? ''}
          onChange={(event) =>
            setState({
              status: userStatuses.find((status) => status === event.target.value) ?? null,
              cursor: null,
            })
          }
        />
      </div>
      <ListBody
        query={list}
        cursor={state.cursor}
        onCursor={(cursor) => setState({ cursor: cursor || null }, { history: 'push' })}
        filtered={state.search !== '' || state.status !== null}
        onClear={() => setState({ search: null, status: null, cursor: null })}
        noMatch={{ title: text.noMatch, text: text.noMatchText }}
        empty={
          <EmptyState
            icon={<Phone aria-hidden className="size-5" />}
            title={text.empty}
            text={text.emptyText}
            action={create}
            curl={{ label: text.emptyCurl, code: curl('POST', '/users', example) }}
          />
        }
      >
        <DataTable
          label={text.title}
          columns={columnsOf(customerId)}
          rows={list.data?.items}
          rowKey={(user) => user.id}
          stale={list.isPlaceholderData}
          sorting={{
            value: state.sort,
            onSort: (sort) => setState({ sort: userListState.sort.parse(sort), cursor: null }),
          }}
        />
      </ListBody>
      <Suspense>
        {mayCreate && state.new && customer && (
          <CreateUser customer={customer} onClose={() => setState({ new: null })} />
        )}
      </Suspense>
    </>
  );
}
