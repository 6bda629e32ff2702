'use client';

import { useQuery } from '@tanstack/react-query';
import { BadgeCheck, BadgeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatBytes } from '@/lib/format.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { InboxMessageHead } from '@/lib/wire.ts';
import { text } from '@/messages/inbox.ts';
import { ErrorState } from '../error-state.tsx';
import { Time } from '../time.tsx';
import { Callout } from '../ui/callout.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Badge } from '../ui/status.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageHeaders } from './message-headers.tsx';

export const typeLabel = (type: string): string => text.types[type] ?? type;

/** One message: the very headers and body that a webhook would have got. */
export function MessageView({ messageId }: { messageId: string }) {
  const trpc = useTRPC();
  // What arrived does not change any more.
  const { data, error, refetch } = useQuery(
    trpc.getInboxMessage.queryOptions({ messageId }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (!data) return <Skeleton className="h-64" />;
  const { body, ...head } = data;
  return (
    <Frame head={{ ...head, bodyBytes: new TextEncoder().encode(body).length }}>
      <MessageBody key={messageId} body={body} />
    </Frame>
  );
}

/** One message of an inbox of another level: how it arrived, not what it says. */
export function MessageHead({ head }: { head: InboxMessageHead | undefined }) {
  const note = <Callout title={text.otherLevel}>{text.otherLevelText}</Callout>;
  return head ? <Frame head={head}>{note}</Frame> : note;
}

function Frame({ head, children }: { head: InboxMessageHead; children: ReactNode }) {
  const { headers, signatureValid, type, receivedAt, bodyBytes } = head;
  return (
    <article aria-labelledby="message-title" className="grid min-w-0 gap-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="message-title" className="font-semibold text-base">
          {typeLabel(type)}
        </h2>
        <SignatureBadge valid={signatureValid} />
        <span className="ml-auto text-muted text-xs">
          <Time at={receivedAt} as="seconds" /> · {formatBytes(bodyBytes)}
        </span>
      </div>
      <MessageHeaders headers={headers} />
      {children}
    </article>
  );
}

function SignatureBadge({ valid }: { valid: boolean }) {
  const Icon = valid ? BadgeCheck : BadgeX;
  return (
    <Badge tone={valid ? 'good' : 'bad'}>
      <Icon aria-hidden className="size-3" />
      {valid ? text.signatureValid : text.signatureInvalid}
    </Badge>
  );
}
