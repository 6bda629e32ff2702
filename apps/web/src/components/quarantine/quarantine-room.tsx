'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { RotateCcw, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { formatTime } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { QuarantinedRecord } from '@/lib/wire.ts';
import { text } from '@/messages/quarantine.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import type { Column } from '../list/column.ts';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import {
  quarantineListInput,
  quarantineListParams,
  quarantineReasons,
  quarantineStatuses,
} from './list-state.ts';
import { QuarantineStatus } from './quarantine-status.tsx';
import { SettleActs } from './settle-acts.tsx';
import { SourceName } from './source-name.tsx';
import { useSettle } from './use-settle.ts';

const SOURCES_MAX = '200';

const columnsOf = (customerId: string, timeZone: string): Column<QuarantinedRecord>[] => [
  {
    key: 'receivedAt',
    header: text.columns.receivedAt,
    value: ({ receivedAt }) => receivedAt,
    cell: (record) => (
      <RowLink
        href={`${roomAddress(customerId, 'quarantine')}/${record.id}`}
        second={text.reasons[record.reason]}
      >
        {formatTime(record.receivedAt, timeZone)}
      </RowLink>
    ),
  },
  { key: 'reason', header: text.columns.reason, from: 'sm', value: ({ reason }) => text.reasons[reason] },
  { key: 'detail', header: text.columns.detail, grow: true, value: ({ detail }) => detail },
  {
    key: 'source',
    header: text.columns.source,
    from: 'lg',
    value: ({ sourceId }) => sourceId,
    cell: ({ sourceId }) => <SourceName id={sourceId} />,
  },
  {
    key: 'status',
    header: text.columns.status,
    from: 'sm',
    value: ({ status }) => text.statuses[status],
    cell: ({ status }) => <QuarantineStatus status={status} />,
  },
];

const filters = [
  {
    name: 'status',
    label: text.columns.status,
    options: quarantineStatuses.map((value) => ({ value, label: text.statuses[value] })),
  },
  {
    name: 'reason',
    label: text.columns.reason,
    options: quarantineReasons.map((value) => ({ value, label: text.reasons[value] })),
  },
];

/** The records that were not accepted, of the sources of the customer in focus and below. */
export function QuarantineRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const { timeZone } = useConsole();
  const may = useMay('replayQuarantinedRecords');
  const list = useListState(quarantineListParams);
  const { status, reason, source } = list.state;
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const { data: sources } = useQuery(
    trpc.getCustomerCallRecordSources.queryOptions({ customerId, limit: SOURCES_MAX }),
  );
  const input = quarantineListInput(customerId, list.state);
  const query = useQuery(
    trpc.getQuarantinedRecords.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  const sourceOptions = (sources?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isBelow = source !== '' && !sourceOptions.some(({ value }) => value === source);
  const isWaiting = status === null || status === 'waiting';
  return (
    <ListRoom<QuarantinedRecord>
      name="quarantine"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(customerId, timeZone)}
      filters={filters}
      moreFilters={{
        names: ['source'],
        controls: (
          <Select
            aria-label={text.columns.source}
            className="w-36 shrink-0"
            empty={text.allSources}
            options={isBelow ? [...sourceOptions, { value: source, label: source }] : sourceOptions}
            value={source}
            onChange={({ target }) => list.set({ source: target.value, cursor: '' })}
          />
        ),
      }}
      empty={{
        icon: <ShieldCheck aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('GET', `/quarantined-records?customerId=${customerId}&status=waiting`),
      }}
      acts={
        may &&
        source !== '' &&
        reason !== null &&
        isWaiting && <ReplayAll sourceId={source} reason={reason} />
      }
      {...(may && {
        bulk: (rows, done) => <SettleActs records={rows} onDone={done} />,
      })}
      readPage={(cursor) =>
        client.getQuarantinedRecords.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}

type ReplayAllProps = { sourceId: string; reason: QuarantinedRecord['reason'] };

/** Takes in again what waits of a source for one reason: what is set up right by now finds its way. */
function ReplayAll({ sourceId, reason }: ReplayAllProps) {
  const { replayAll, tell } = useSettle();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button icon={<RotateCcw aria-hidden className="size-3.5" />} onClick={() => setAsked(true)}>
        {text.replayAll}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        title={text.replayAllTitle}
        text={text.replayAllText}
        confirm={text.replay}
        onConfirm={() => replayAll(sourceId, reason).catch(tell)}
      />
    </>
  );
}
