'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import Link from 'next/link';
import { compact } from '@/lib/compact.ts';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { User } from '@/lib/wire.ts';
import { text } from '@/messages/users.ts';
import type { Column } from '../list/column.ts';
import { createdColumn } from '../list/created-column.tsx';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { buttonClass } from '../ui/button.tsx';
import { Status } from '../ui/status.tsx';
import { userListInput, userListParams, userStatuses } from './list-state.ts';

const CreateUser = onDemand(() => import('./create-user.tsx').then((module) => module.CreateUser));

const columnsOf = (customerId: string): Column<User>[] => [
  {
    key: 'username',
    header: text.columns.username,
    value: ({ username }) => username,
    sort: 'username',
    grow: true,
    cell: (user) => (
      <RowLink href={`${roomAddress(customerId, 'users')}/${user.id}`} second={user.domain}>
        {user.username}
      </RowLink>
    ),
  },
  { key: 'domain', header: text.columns.domain, from: 'sm', value: ({ domain }) => domain },
  {
    key: 'displayName',
    header: text.columns.displayName,
    from: 'md',
    value: ({ displayName }) => displayName,
  },
  {
    key: 'callerId',
    header: text.columns.callerId,
    from: 'lg',
    value: ({ callerId }) => callerId,
  },
  {
    key: 'status',
    header: text.columns.status,
    value: ({ status }) => text.statuses[status],
    cell: ({ status }) => (
      <Status tone={status === 'active' ? 'good' : 'warn'}>{text.statuses[status]}</Status>
    ),
  },
  {
    key: 'externalId',
    header: text.columns.externalId,
    from: 'xl',
    mono: true,
    value: ({ externalId }) => externalId,
  },
  createdColumn({ header: text.columns.createdAt, sort: 'createdAt', from: 'md' }),
];

const filters = [
  {
    name: 'status',
    label: text.columns.status,
    options: userStatuses.map((value) => ({ value, label: text.statuses[value] })),
  },
];

/** The SIP identities of the customer in focus. */
export function UsersRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const may = useMay('createUser');
  const list = useListState(userListParams);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = userListInput(customerId, list.state);
  const query = useQuery(trpc.getCustomerUsers.queryOptions(input, { placeholderData: keepPreviousData }));
  const example = { customerId, username: 'desk-101', password: '…' };
  return (
    <ListRoom
      name="users"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(customerId)}
      filters={filters}
      empty={{
        icon: <Phone aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('POST', '/users', example),
      }}
      create={{
        may,
        label: text.create,
        preload: CreateUser.preload,
        form: (onClose) => customer && <CreateUser customer={customer} onClose={onClose} />,
      }}
      acts={
        may && (
          <Link href={`${roomAddress(customerId, 'users')}/bulk`} prefetch={false} className={buttonClass()}>
            {text.createMany}
          </Link>
        )
      }
      readPage={(cursor) =>
        client.getCustomerUsers.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}
