'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { UserPlus, UsersRound } from 'lucide-react';
import { compact } from '@/lib/compact.ts';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Operator } from '@/lib/wire.ts';
import { text } from '@/messages/operators.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { createdColumn } from '../list/created-column.tsx';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { Time } from '../time.tsx';
import { operatorListInput, operatorListParams } from './list-state.ts';
import { OperatorStatus, operatorState } from './operator-status.tsx';

const InviteOperator = onDemand(() =>
  import('./invite-operator.tsx').then((module) => module.InviteOperator),
);

const columnsOf = (customerId: string): Column<Operator>[] => [
  {
    key: 'name',
    header: text.columns.name,
    value: ({ name }) => name,
    grow: true,
    cell: (operator) => (
      <RowLink href={`${roomAddress(customerId, 'operators')}/${operator.id}`} second={operator.email}>
        {operator.name}
      </RowLink>
    ),
  },
  { key: 'email', header: text.columns.email, from: 'sm', value: ({ email }) => email },
  { key: 'role', header: text.columns.role, value: ({ role }) => t.frame.roles[role] },
  {
    key: 'status',
    header: text.columns.status,
    value: (operator) => text.statuses[operatorState(operator)],
    cell: (operator) => <OperatorStatus operator={operator} />,
  },
  {
    key: 'totp',
    header: text.columns.totp,
    from: 'lg',
    value: ({ totpEnabled }) => (totpEnabled ? text.totp.on : text.totp.off),
  },
  {
    key: 'lastSignInAt',
    header: text.columns.lastSignInAt,
    align: 'right',
    from: 'md',
    value: ({ lastSignInAt }) => lastSignInAt,
    cell: ({ lastSignInAt }) => (lastSignInAt === null ? text.neverSignedIn : <Time at={lastSignInAt} />),
  },
  createdColumn({ header: text.columns.createdAt, from: 'xl' }),
];

/** The people who sign in for the customer in focus. */
export function OperatorsRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const may = useMay('createOperator');
  const list = useListState(operatorListParams);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = operatorListInput(customerId, list.state);
  const query = useQuery(
    trpc.getCustomerOperators.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  const example = { customerId, email: 'ann@example.com', name: 'Ann', role: 'manager' };
  return (
    <ListRoom
      name="operators"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(customerId)}
      empty={{
        icon: <UsersRound aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('POST', '/operators', example),
      }}
      create={{
        may,
        label: text.create,
        icon: <UserPlus aria-hidden className="size-3.5" />,
        preload: InviteOperator.preload,
        form: (onClose) => customer && <InviteOperator customer={customer} onClose={onClose} />,
      }}
      readPage={(cursor) =>
        client.getCustomerOperators.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}
