'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { compact } from '@/lib/compact.ts';
import { useConsole } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { AuditEntry } from '@/lib/wire.ts';
import { text } from '@/messages/audit.ts';
import type { Column } from '../list/column.ts';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { CustomerName } from '../names.tsx';
import { Time } from '../time.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { nameIn } from './diff.ts';
import { auditListInput, auditListParams, isNoId } from './list-state.ts';

/** `Update user · desk-101` */
export const titleOf = ({ operation, before, after }: AuditEntry): string =>
  [text.operation(operation), nameIn(after ?? before)].filter((part) => part !== undefined).join(' · ');

const columnsOf = (customerId: string): Column<AuditEntry>[] => [
  {
    key: 'what',
    header: text.columns.what,
    value: titleOf,
    grow: true,
    cell: (entry) => (
      <RowLink
        href={`${roomAddress(customerId, 'audit')}/${entry.id}`}
        second={
          <>
            {entry.actor.name}, <Time at={entry.at} />
          </>
        }
      >
        {titleOf(entry)}
      </RowLink>
    ),
  },
  {
    key: 'actor',
    header: text.columns.actor,
    from: 'sm',
    value: ({ actor }) => actor.name,
    cell: ({ actor }) => <span className="block max-w-48 truncate">{actor.name}</span>,
  },
  {
    key: 'customer',
    header: text.columns.customer,
    from: 'lg',
    value: ({ customerId: id }) => id,
    cell: (entry) => (
      <span className="block max-w-56 truncate">
        <CustomerName id={entry.customerId} />
      </span>
    ),
  },
  {
    key: 'subject',
    header: text.columns.subject,
    optional: true,
    mono: true,
    value: ({ subjectId }) => subjectId,
  },
  {
    key: 'at',
    header: text.columns.at,
    align: 'right',
    from: 'sm',
    value: ({ at }) => at,
    cell: ({ at }) => <Time at={at} as="seconds" />,
  },
];

const nothing = { data: { items: [], nextCursor: null }, error: null, refetch: () => undefined };

type AuditRoomProps = {
  customerId: string;
  /** Those that leave entries; the server names them, as the contracts are too heavy for a list. */
  operations: readonly string[];
};

/** What was changed in the subtree of the customer in focus. */
export function AuditRoom({ customerId, operations }: AuditRoomProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const { timeZone } = useConsole();
  const list = useListState(auditListParams);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = auditListInput(customerId, list.state, timeZone);
  const query = useQuery(trpc.getAuditEntries.queryOptions(input, { placeholderData: keepPreviousData }));
  return (
    <ListRoom
      name="audit"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={isNoId(list.state) ? nothing : query}
      columns={columnsOf(customerId)}
      moreFilters={{
        names: ['actor', 'operation', 'from', 'to'],
        controls: <AuditFilters operations={operations} state={list.state} onChange={list.set} />,
      }}
      empty={{
        icon: <History aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('GET', `/audit-entries?customerId=${customerId}`),
      }}
      readPage={(cursor) =>
        client.getAuditEntries.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}
