'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { formatDuration } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { CallRecord } from '@/lib/wire.ts';
import { text } from '@/messages/call-record.ts';
import { callWords } from '@/messages/call-words.ts';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { CustomerName } from '../names.tsx';
import { buttonClass } from '../ui/button.tsx';
import { UserName } from '../user-name.tsx';
import { Charges } from './charges.tsx';
import { Legs } from './legs.tsx';
import { Outcome } from './outcome.tsx';
import { calledOf, callerOf, Disposition } from './record-words.tsx';
import { Technical } from './technical.tsx';
import { Timeline } from './timeline.tsx';

const { facts } = text;

type RecordRoomProps = { customerId: string; callRecordId: string };

/** One call: what became of it and why, when what happened, its other legs, and what it cost. */
export function RecordRoom({ customerId, callRecordId }: RecordRoomProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.getCallRecord.queryOptions({ callRecordId }));
  return (
    <DetailRoom
      query={query}
      title={(record) => `${callerOf(record)} → ${calledOf(record)}`}
      lead={({ direction }) => callWords.directions[direction]}
      acts={(record) => <Acts record={record} customerId={customerId} />}
      above={(record) => <Outcome record={record} />}
      facts={(record) => [
        [facts.outcome, <Disposition key="outcome" disposition={record.disposition} />],
        timeFact(text.events.started, record.startedAt, 'seconds'),
        [facts.duration, formatDuration(record.durationSeconds)],
        [facts.talk, formatDuration(record.talkSeconds)],
        [facts.customer, <CustomerLink key="customer" id={record.customerId} />],
        record.userId === null ? undefined : [facts.user, <UserLink key="user" record={record} />],
      ]}
    >
      {(record) => (
        <div className="grid gap-8">
          <Timeline record={record} />
          <Charges callRecordId={record.id} />
          <Legs record={record} customerId={customerId} />
          <Technical record={record} />
        </div>
      )}
    </DetailRoom>
  );
}

const linkClass = 'rounded-sm text-accent hover:underline';

const CustomerLink = ({ id }: { id: string }) => (
  <Link href={roomAddress(id, 'overview')} prefetch={false} className={linkClass}>
    <CustomerName id={id} />
  </Link>
);

const UserLink = ({ record: { customerId, userId } }: { record: CallRecord }) => (
  <Link href={`${roomAddress(customerId, 'users')}/${userId}`} prefetch={false} className={linkClass}>
    <UserName id={userId ?? ''} />
  </Link>
);

/** The other calls of the two ends. */
function Acts({ record, customerId }: { record: CallRecord; customerId: string }) {
  const search = (name: 'fromNumber' | 'toNumber', number: string) =>
    `${roomAddress(customerId, 'call-records')}?${new URLSearchParams({ [name]: number, period: '30d' })}`;
  return (
    <>
      {record.fromNumber !== null && (
        <Link href={search('fromNumber', record.fromNumber)} prefetch={false} className={buttonClass()}>
          {text.sameCaller}
        </Link>
      )}
      {record.toNumber !== null && (
        <Link href={search('toNumber', record.toNumber)} prefetch={false} className={buttonClass()}>
          {text.sameCalled}
        </Link>
      )}
    </>
  );
}
