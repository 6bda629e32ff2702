'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { formatBytes, formatCount } from '@/lib/format.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Delivery, DeliveryAttempt } from '@/lib/wire.ts';
import { text } from '@/messages/deliveries.ts';
import { Time } from '../time.tsx';
import { Badge } from '../ui/status.tsx';

const POLL_MS = 1_000;

/** Each attempt at a message, the newest first: when, how long it took, what came back or what went wrong. */
export function Attempts({ delivery }: { delivery: Delivery }) {
  const trpc = useTRPC();
  const { id: deliveryId, status, attempts, deliveredAt } = delivery;
  const { data, refetch } = useQuery(
    trpc.getDeliveryAttempts.queryOptions(
      { deliveryId },
      { refetchInterval: status === 'pending' && POLL_MS },
    ),
  );
  // The last answer of a message on its way may be older than its end; one that is sent again may have ended before anybody looked.
  const state = `${status} ${attempts} ${deliveredAt}`;
  useEffect(() => {
    if (state) refetch();
  }, [state, refetch]);
  return (
    <section aria-labelledby="attempts">
      <h3 id="attempts" className="mb-2 font-semibold">
        {text.attemptsTitle}
      </h3>
      {data?.items.length === 0 && <p className="text-muted">{text.attemptsNone}</p>}
      <ol className="grid gap-2">
        {data?.items.map((attempt) => (
          <Attempt key={attempt.id} attempt={attempt} />
        ))}
      </ol>
      {data?.nextCursor && <p className="mt-2 text-muted text-xs">{text.olderAttempts}</p>}
    </section>
  );
}

function Attempt({ attempt }: { attempt: DeliveryAttempt }) {
  const { startedAt, durationMs, sentBytes, responseStatus, responseHead, error } = attempt;
  const isTaken = responseStatus !== null && responseStatus >= 200 && responseStatus < 300;
  return (
    <li className="min-w-0 rounded-md border px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{text.attempt(attempt.attempt)}</span>
        <Badge tone={isTaken ? 'good' : 'bad'}>
          {responseStatus === null ? text.unanswered : text.answered(responseStatus)}
        </Badge>
        <span className="ml-auto text-muted text-xs">
          <Time at={startedAt} as="seconds" /> · {text.took(formatCount(durationMs))}
          {sentBytes !== null && ` · ${text.sent(formatBytes(sentBytes))}`}
        </span>
      </div>
      {error !== null && <p className="mt-1 break-words text-bad">{error}</p>}
      {responseStatus !== null &&
        (responseHead ? (
          <pre className="mt-2 whitespace-pre-wrap break-all rounded-sm bg-sunken px-2 py-1.5 font-mono text-xs leading-5">
            {responseHead}
          </pre>
        ) : (
          <p className="mt-1 text-muted text-xs">{text.emptyAnswer}</p>
        ))}
    </li>
  );
}
