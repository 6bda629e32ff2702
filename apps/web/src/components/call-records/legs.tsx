'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { useConsole } from '@/lib/console-context.tsx';
import { formatDuration, formatTimeSeconds } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { CallRecord } from '@/lib/wire.ts';
import { text } from '@/messages/call-record.ts';
import { callWords } from '@/messages/call-words.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { DataTable } from '../list/data-table.tsx';
import { RowLink } from '../list/row-link.tsx';
import { Badge } from '../ui/status.tsx';
import { calledOf, callerOf, Disposition } from './record-words.tsx';

const HOUR_MS = 3_600_000;
const LEGS_MAX = '50';

/** The records of the same call: those with its call id, and the one that the switch joined it to. */
export function Legs({ record, customerId }: { record: CallRecord; customerId: string }) {
  const trpc = useTRPC();
  const { timeZone } = useConsole();
  const { callId, otherLegId } = record;
  // Without a period a key is looked for among all records.
  const around = {
    from: new Date(Date.parse(record.startedAt) - HOUR_MS).toISOString(),
    to: new Date(Date.parse(record.endedAt) + HOUR_MS).toISOString(),
    limit: LEGS_MAX,
  };
  const search = (q: string | null) =>
    trpc.getCallRecordSearch.queryOptions(q === null ? skipToken : { ...around, q });
  const same = useQuery(search(callId));
  const joined = useQuery(search(otherLegId === callId ? null : otherLegId));
  const isLoading = same.isLoading || joined.isLoading;
  const found = [record, ...(same.data?.items ?? []), ...(joined.data?.items ?? [])].filter(
    (leg) => leg.callId === callId || leg.recordKey === otherLegId || leg.id === record.id,
  );
  const legs = [...new Map(found.map((leg) => [leg.id, leg])).values()].sort((one, other) =>
    one.startedAt.localeCompare(other.startedAt),
  );
  const isAlone = !isLoading && legs.length === 1;
  return (
    <section aria-labelledby="legs">
      <h2 id="legs" className="mb-2 font-semibold text-base">
        {text.legs}
      </h2>
      {isAlone ? (
        <p className="border-y py-3 text-muted">
          {callId === null && otherLegId === null ? text.legsNone : text.legsOne}
        </p>
      ) : (
        <DataTable
          label={text.legs}
          columns={columnsOf(record, customerId, timeZone)}
          rows={isLoading ? undefined : legs}
          rowKey={(leg) => leg.id}
          skeletonRows={2}
        />
      )}
    </section>
  );
}

const columnsOf = (record: CallRecord, customerId: string, timeZone: string): Column<CallRecord>[] => [
  {
    key: 'started',
    header: text.legColumns.started,
    grow: true,
    cell: (leg) => (
      <RowLink
        href={`${roomAddress(customerId, 'call-records')}/${leg.id}`}
        second={`${callerOf(leg)} → ${calledOf(leg)}`}
      >
        {formatTimeSeconds(leg.startedAt, timeZone)}
      </RowLink>
    ),
  },
  {
    key: 'leg',
    header: text.legColumns.leg,
    cell: (leg) => <Badge tone={leg.id === record.id ? 'accent' : 'neutral'}>{relation(record, leg)}</Badge>,
  },
  {
    key: 'direction',
    header: text.legColumns.direction,
    from: 'md',
    value: ({ direction }) => callWords.directions[direction],
  },
  { key: 'from', header: text.legColumns.from, from: 'sm', value: callerOf },
  { key: 'to', header: text.legColumns.to, from: 'sm', value: calledOf },
  {
    key: 'outcome',
    header: text.legColumns.outcome,
    cell: ({ disposition }) => <Disposition disposition={disposition} />,
  },
  {
    key: 'talk',
    header: text.legColumns.talk,
    align: 'right',
    from: 'sm',
    value: ({ disposition, talkSeconds }) =>
      disposition === 'answered' ? formatDuration(talkSeconds) : t.common.none,
  },
];

function relation(record: CallRecord, leg: CallRecord): string {
  if (leg.id === record.id) return text.thisLeg;
  const isJoined = leg.recordKey === record.otherLegId || leg.otherLegId === record.recordKey;
  return isJoined ? text.joinedLeg : text.otherLeg;
}
