'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Cable } from 'lucide-react';
import { compact } from '@/lib/compact.ts';
import { useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { CallRecordSource } from '@/lib/wire.ts';
import { text } from '@/messages/sources.ts';
import type { Column } from '../list/column.ts';
import { createdColumn } from '../list/created-column.tsx';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { Status } from '../ui/status.tsx';
import { sourceListInput, sourceListParams } from './list-state.ts';

const CreateSource = onDemand(() => import('./create-source.tsx').then((module) => module.CreateSource));

export const SourceState = ({ enabled }: { enabled: boolean }) => (
  <Status tone={enabled ? 'good' : 'neutral'}>{enabled ? text.enabled : text.disabled}</Status>
);

const columnsOf = (customerId: string): Column<CallRecordSource>[] => [
  {
    key: 'name',
    header: text.columns.name,
    grow: true,
    value: ({ name }) => name,
    cell: (source) => (
      <RowLink
        href={`${roomAddress(customerId, 'sources')}/${source.id}`}
        second={text.formats[source.format]}
        mono
      >
        {source.name}
      </RowLink>
    ),
  },
  { key: 'format', header: text.columns.format, from: 'sm', value: ({ format }) => text.formats[format] },
  { key: 'country', header: text.columns.country, from: 'md', value: ({ country }) => country },
  { key: 'timeZone', header: text.columns.timeZone, from: 'md', value: ({ timeZone }) => timeZone },
  {
    key: 'state',
    header: text.columns.state,
    value: ({ enabled }) => (enabled ? text.enabled : text.disabled),
    cell: ({ enabled }) => <SourceState enabled={enabled} />,
  },
  {
    key: 'externalId',
    header: text.columns.externalId,
    mono: true,
    optional: true,
    value: ({ externalId }) => externalId,
  },
  createdColumn({ header: text.columns.createdAt, from: 'lg' }),
];

/** The call record sources of the customer in focus. */
export function SourcesRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const may = useMay('createCallRecordSource');
  const list = useListState(sourceListParams);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = sourceListInput(customerId, list.state);
  const query = useQuery(
    trpc.getCustomerCallRecordSources.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  return (
    <ListRoom
      name="sources"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(customerId)}
      empty={{
        icon: <Cable aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('POST', '/call-record-sources', { customerId, name: 'pbx-1', format: 'asteriskCsv' }),
      }}
      create={{
        may,
        label: text.create,
        preload: CreateSource.preload,
        form: (onClose) => customer && <CreateSource customer={customer} onClose={onClose} />,
      }}
      readPage={(cursor) =>
        client.getCustomerCallRecordSources.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}
