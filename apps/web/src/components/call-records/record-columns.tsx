'use client';

import { formatDuration, formatTimeSeconds } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import type { CallRecord } from '@/lib/wire.ts';
import { text } from '@/messages/call-records.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { RowLink } from '../list/row-link.tsx';
import { CustomerName } from '../names.tsx';
import { UserName } from '../user-name.tsx';
import { calledOf, callerOf, Disposition, Rating } from './record-words.tsx';

const { columns } = text;
const COLUMN_WIDTH = 'block max-w-40 truncate';

/** A column that is what the switch wrote, and shown once it was chosen. */
const written = (
  key: 'callId' | 'recordKey' | 'codec' | 'userAgent' | 'sourceIp' | 'country' | 'blockedReason' | 'sipCode',
  mono = false,
): Column<CallRecord> => ({
  key,
  header: columns[key],
  optional: true,
  mono,
  value: (record) => record[key],
});

/** @param records what is shown: their currency stands in the heads of prices */
export const recordColumns = (
  customerId: string,
  timeZone: string,
  now: string,
  records: readonly CallRecord[],
): Column<CallRecord>[] => [
  {
    key: 'startedAt',
    header: columns.startedAt,
    value: ({ startedAt }) => startedAt,
    cell: (record) => (
      <RowLink
        href={`${roomAddress(customerId, 'call-records')}/${record.id}`}
        second={`${callerOf(record)} → ${calledOf(record)}`}
      >
        {startText(record.startedAt, timeZone, now)}
      </RowLink>
    ),
  },
  {
    key: 'direction',
    header: columns.direction,
    from: '2xl',
    value: ({ direction }) => text.directions[direction],
  },
  { key: 'from', header: columns.from, from: 'sm', value: callerOf, cell: number(callerOf) },
  { key: 'to', header: columns.to, from: 'sm', value: calledOf, cell: number(calledOf) },
  {
    key: 'customer',
    header: columns.customer,
    from: 'xl',
    grow: true,
    value: ({ customerId: id }) => id,
    cell: ({ customerId: id }) => (
      <span className="block truncate">
        <CustomerName id={id} />
      </span>
    ),
  },
  {
    key: 'user',
    header: columns.user,
    optional: true,
    value: ({ userId }) => userId,
    cell: ({ userId }) =>
      userId === null ? t.common.none : <span className={COLUMN_WIDTH}>{<UserName id={userId} />}</span>,
  },
  {
    key: 'disposition',
    header: columns.disposition,
    value: ({ disposition }) => text.dispositions[disposition],
    cell: ({ disposition }) => <Disposition disposition={disposition} />,
  },
  written('blockedReason'),
  written('sipCode'),
  {
    key: 'setup',
    header: columns.setup,
    optional: true,
    align: 'right',
    value: ({ setupMs }) => setupMs,
    cell: ({ setupMs }) => (setupMs === null ? t.common.none : `${(setupMs / 1000).toFixed(1)} s`),
  },
  {
    key: 'duration',
    header: columns.duration,
    optional: true,
    align: 'right',
    value: ({ durationSeconds }) => durationSeconds,
    cell: ({ durationSeconds }) => formatDuration(durationSeconds),
  },
  {
    key: 'talk',
    header: columns.talk,
    align: 'right',
    value: ({ talkSeconds }) => talkSeconds,
    cell: ({ talkSeconds, disposition }) =>
      disposition === 'answered' ? formatDuration(talkSeconds) : t.common.none,
  },
  price('cost', records),
  price('revenue', records),
  {
    key: 'rating',
    header: columns.rating,
    optional: true,
    value: ({ ratingStatus }) => text.ratings[ratingStatus],
    cell: ({ ratingStatus }) => <Rating status={ratingStatus} />,
  },
  written('country'),
  written('codec'),
  written('sourceIp', true),
  written('userAgent'),
  written('callId', true),
  written('recordKey', true),
];

/** A moment of this year without the year. */
const startText = (at: string, timeZone: string, now: string): string =>
  formatTimeSeconds(at, timeZone).replace(` ${now.slice(0, 4)},`, ',');

/** A price at the reader's level. Where all are in one currency, as they mostly are, its name is not repeated. */
function price(side: 'cost' | 'revenue', records: readonly CallRecord[]): Column<CallRecord> {
  const currency = records.find((record) => record[side].currency !== null)?.[side].currency ?? null;
  const amount = ({ [side]: { amount: price, currency: own } }: CallRecord) =>
    own === currency || price === null ? price : `${price} ${own}`;
  return {
    key: side,
    header: currency === null ? columns[side] : `${columns[side]} (${currency})`,
    align: 'right',
    from: 'md',
    value: amount,
    cell: (record) => (record.ratingStatus === 'zero' ? t.common.none : (amount(record) ?? t.common.none)),
  };
}

/** A number among others; what a switch wrote in its place may be long. */
function number(textOf: (record: CallRecord) => string) {
  return (record: CallRecord) => (
    <span className={COLUMN_WIDTH} title={textOf(record)}>
      {textOf(record)}
    </span>
  );
}
