'use client';

import { useQuery } from '@tanstack/react-query';
import { formatBytes } from '@/lib/format.ts';
import { problemOf } from '@/lib/problem.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Delivery } from '@/lib/wire.ts';
import { text } from '@/messages/deliveries.ts';
import { text as inboxText } from '@/messages/inbox.ts';
import { MessageBody } from '../inbox/message-body.tsx';
import { MessageHeaders } from '../inbox/message-headers.tsx';
import { Callout } from '../ui/callout.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useIsOwnLevel } from './use-is-own-level.ts';

/** What each attempt at a message sends. */
export function SentMessage({ delivery }: { delivery: Delivery }) {
  const isOwn = useIsOwnLevel(delivery.consumerId);
  return (
    <section aria-labelledby="sent" className="grid min-w-0 gap-4">
      <div>
        <h3 id="sent" className="font-semibold">
          {text.request}
        </h3>
        <p className="text-muted text-xs">{text.unsent}</p>
      </div>
      {isOwn === undefined && <Skeleton className="h-40" />}
      {isOwn === false && <Callout title={inboxText.otherLevel}>{inboxText.otherLevelText}</Callout>}
      {isOwn && <Contents delivery={delivery} />}
      <p className="break-all text-muted text-xs">
        {text.sha256} <span className="font-mono">{delivery.sha256}</span>
      </p>
    </section>
  );
}

function Contents({ delivery: { id, bodyBytes } }: { delivery: Delivery }) {
  const trpc = useTRPC();
  // What was sent does not change any more.
  const { data, error } = useQuery(
    trpc.getDeliveryMessage.queryOptions({ deliveryId: id }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (error) return <Callout tone="warn">{problemOf(error)?.detail ?? text.messageGone}</Callout>;
  if (!data) return <Skeleton className="h-40" />;
  const { headers, body, isComplete } = data;
  const cut = text.cut(formatBytes(new TextEncoder().encode(body).length), formatBytes(bodyBytes));
  return (
    <>
      <MessageHeaders headers={headers} />
      <MessageBody body={body} note={isComplete ? undefined : cut} />
    </>
  );
}
