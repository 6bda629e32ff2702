'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '@/lib/trpc.tsx';
import type { CallRecord } from '@/lib/wire.ts';
import { text } from '@/messages/call-record.ts';
import { t } from '@/messages.ts';
import { ThingName } from '../thing-name.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { spanText } from './span-text.ts';

const { facts } = text;

/** What the switch wrote, for who looks for the call in its logs. */
export function Technical({ record }: { record: CallRecord }) {
  const rows: (readonly [label: string, value: ReactNode])[] = [
    [facts.from, record.from],
    [facts.to, record.to],
    [facts.dialed, record.dialed],
    [facts.callerName, record.callerName],
    [facts.forwardedBy, record.forwardedBy],
    [facts.fromNumber, record.fromNumber],
    [facts.toNumber, record.toNumber],
    [facts.country, record.country],
    [facts.setup, record.setupMs === null ? null : spanText(record.setupMs)],
    [facts.sipCode, record.sipCode],
    [facts.q850Cause, record.q850Cause],
    [facts.codec, record.codec],
    [facts.userAgent, record.userAgent],
    [facts.sourceIp, copied(facts.sourceIp, record.sourceIp)],
    [facts.extension, thing(record.extensionId)],
    [facts.destination, thing(record.destinationId)],
    [facts.source, <SourceName key="source" id={record.sourceId} />],
    [facts.recordKey, copied(facts.recordKey, record.recordKey)],
    [facts.callId, copied(facts.callId, record.callId)],
    [facts.legId, copied(facts.legId, record.legId)],
    [facts.otherLegId, copied(facts.otherLegId, record.otherLegId)],
  ];
  return (
    <section aria-labelledby="technical">
      <h2 id="technical" className="mb-2 font-semibold text-base">
        {text.technical}
      </h2>
      <dl className="grid gap-x-8 border-t sm:grid-cols-2">
        {rows
          .filter(([, value]) => value !== null && value !== '')
          .map(([label, value]) => (
            <div key={label} className="flex min-h-9 items-center gap-4 border-b py-1">
              <dt className="w-32 shrink-0 text-muted">{label}</dt>
              <dd className="min-w-0 break-all">{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function copied(label: string, value: string | null): ReactNode {
  if (value === null) return null;
  return (
    <span className="flex items-center gap-1 font-mono text-xs">
      {value}
      <CopyButton text={value} label={t.common.copyThis(label)} className="size-6 shrink-0 coarse:size-9" />
    </span>
  );
}

/** What led the call, and where it went: a link while it is there. */
const thing = (id: string | null): ReactNode => (id === null ? null : <ThingName id={id} link />);

/** A source of a level above is not the reader's to read: it keeps its id. */
function SourceName({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.getCallRecordSource.queryOptions({ sourceId: id }));
  return data ? data.name : <span className="font-mono text-xs">{id}</span>;
}
