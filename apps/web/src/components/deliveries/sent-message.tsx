'use client';

import { useQuery } from '@tanstack/react-query';
import { formatBytes, formatCount } from '@/lib/format.ts';
import { problemOf } from '@/lib/problem.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Delivery } from '@/lib/wire.ts';
import { text } from '@/messages/deliveries.ts';
import { MessageBody } from '../inbox/message-body.tsx';
import { MessageHeaders } from '../inbox/message-headers.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** What each attempt at a message sends. */
export function SentMessage({ delivery }: { delivery: Delivery }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.getDeliveryMessage.queryOptions(
      { deliveryId: delivery.id },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  return (
    <section aria-labelledby="sent" className="grid min-w-0 gap-4">
      <div>
        <h3 id="sent" className="font-semibold">
          {text.request}
        </h3>
        <p className="text-muted text-xs">{text.unsent}</p>
      </div>
      {error && <p className="text-muted">{problemOf(error)?.detail ?? text.messageGone}</p>}
      {!data && !error && <Skeleton className="h-40" />}
      {data && (
        <>
          <MessageHeaders headers={data.headers} />
          <MessageBody
            body={data.body}
            note={
              data.isComplete
                ? undefined
                : text.cut(formatBytes(data.body.length), `${formatCount(delivery.bodyBytes)} B`)
            }
          />
        </>
      )}
      <p className="break-all text-muted text-xs">
        {text.sha256} <span className="font-mono">{delivery.sha256}</span>
      </p>
    </section>
  );
}
