'use client';

import { useQuery } from '@tanstack/react-query';
import { ExternalLink, History } from 'lucide-react';
import Link from 'next/link';
import { locate } from '@/lib/locate.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { AuditEntry } from '@/lib/wire.ts';
import { text } from '@/messages/audit.ts';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { CustomerName } from '../names.tsx';
import { buttonClass } from '../ui/button.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { titleOf } from './audit-room.tsx';
import { DiffTable } from './diff-table.tsx';

const { facts } = text;

type EntryRoomProps = { customerId: string; auditEntryId: string };

/** One entry of the audit log: who changed what, and what it was before and after. */
export function EntryRoom({ customerId, auditEntryId }: EntryRoomProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.getAuditEntry.queryOptions({ auditEntryId }));
  const log = roomAddress(customerId, 'audit');
  return (
    <DetailRoom
      query={query}
      title={titleOf}
      lead={() => text.title}
      acts={(entry) => <Acts entry={entry} log={log} />}
      facts={(entry) => [
        timeFact(facts.at, entry.at, 'seconds'),
        [facts.actor, <Actor key="actor" actor={entry.actor} log={log} />],
        [facts.acting, <CustomerName key="acting" id={entry.actingCustomerId} />],
        [facts.customer, <CustomerName key="customer" id={entry.customerId} />],
        [facts.request, <CopyId key="request" id={entry.requestId} />],
      ]}
    >
      {({ before, after }) => <DiffTable before={before} after={after} />}
    </DetailRoom>
  );
}

function Acts({ entry, log }: { entry: AuditEntry; log: string }) {
  const client = useTRPCClient();
  const { subjectId } = entry;
  const { data: place } = useQuery({
    queryKey: ['locate', subjectId],
    queryFn: () => locate(client, subjectId),
  });
  return (
    <>
      {place && (
        <Link href={place.address} className={buttonClass()}>
          <ExternalLink aria-hidden className="size-3.5" />
          {text.open}
        </Link>
      )}
      <Link href={`${log}?search=${subjectId}`} className={buttonClass()}>
        <History aria-hidden className="size-3.5" />
        {text.ofThing}
      </Link>
    </>
  );
}

function Actor({ actor, log }: { actor: AuditEntry['actor']; log: string }) {
  const label = `${actor.name} (${text.actorKinds[actor.kind]})`;
  if (actor.id === null) return <>{label}</>;
  return (
    <Link
      href={`${log}?actor=${actor.id}`}
      title={`${text.ofActor} ${actor.name}`}
      className="rounded-sm text-accent underline"
    >
      {label}
    </Link>
  );
}
