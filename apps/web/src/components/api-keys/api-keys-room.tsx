'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { compact } from '@/lib/compact.ts';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { ApiKey } from '@/lib/wire.ts';
import { text } from '@/messages/api-keys.ts';
import type { Column } from '../list/column.ts';
import { createdColumn } from '../list/created-column.tsx';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { Time } from '../time.tsx';
import { KeyStatus, keyState } from './key-status.tsx';
import { apiKeyListInput, apiKeyListParams } from './list-state.ts';

const CreateApiKey = onDemand(() => import('./create-api-key.tsx').then((module) => module.CreateApiKey));

const columnsOf = (customerId: string): Column<ApiKey>[] => [
  {
    key: 'name',
    header: text.columns.name,
    value: ({ name }) => name,
    grow: true,
    cell: (apiKey) => (
      <RowLink href={`${roomAddress(customerId, 'api-keys')}/${apiKey.id}`} second={`${apiKey.hint}…`}>
        {apiKey.name}
      </RowLink>
    ),
  },
  {
    key: 'hint',
    header: text.columns.hint,
    from: 'sm',
    mono: true,
    value: ({ hint }) => `${hint}…`,
  },
  {
    key: 'scopes',
    header: text.columns.scopes,
    from: 'md',
    value: ({ scopes }) => scopes.join(' '),
    cell: ({ scopes }) => <span title={scopes.join('\n')}>{text.scopeCount(scopes.length)}</span>,
  },
  {
    key: 'status',
    header: text.columns.status,
    value: (apiKey) => text.statuses[keyState(apiKey)],
    cell: (apiKey) => <KeyStatus apiKey={apiKey} />,
  },
  {
    key: 'lastUsedAt',
    header: text.columns.lastUsedAt,
    align: 'right',
    from: 'sm',
    value: ({ lastUsedAt }) => lastUsedAt,
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? text.neverUsed : <Time at={lastUsedAt} />),
  },
  {
    key: 'expiresAt',
    header: text.columns.expiresAt,
    align: 'right',
    from: 'lg',
    value: ({ expiresAt }) => expiresAt,
    cell: ({ expiresAt }) => (expiresAt === null ? text.never : <Time at={expiresAt} as="date" />),
  },
  createdColumn({ header: text.columns.createdAt, from: 'lg' }),
];

/** The API keys of the customer in focus. */
export function ApiKeysRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const may = useMay('createApiKey');
  const list = useListState(apiKeyListParams);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = apiKeyListInput(customerId, list.state);
  const query = useQuery(trpc.getCustomerApiKeys.queryOptions(input, { placeholderData: keepPreviousData }));
  const example = { customerId, name: 'billing sync', scopes: ['records:read'] };
  return (
    <ListRoom
      name="api-keys"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(customerId)}
      empty={{
        icon: <KeyRound aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('POST', '/api-keys', example),
      }}
      create={{
        may,
        label: text.create,
        preload: CreateApiKey.preload,
        form: (onClose) => customer && <CreateApiKey customer={customer} onClose={onClose} />,
      }}
      readPage={(cursor) =>
        client.getCustomerApiKeys.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}
