'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronRight, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { cx } from '@/lib/cx.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer, Usage } from '@/lib/wire.ts';
import { text } from '@/messages/overview.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { concernsOf } from './concerns.ts';
import type { overviewInputs } from './inputs.ts';

const REFRESH_MS = 30_000;

type AttentionProps = {
  customer: Customer;
  inputs: ReturnType<typeof overviewInputs>;
  now: Usage['total'] | undefined;
  before: Usage['total'] | undefined;
};

/** What is wrong or soon will be, the worst first, each with the way to where it is mended. */
export function Attention({ customer, inputs, now, before }: AttentionProps) {
  const trpc = useTRPC();
  const live = { refetchInterval: REFRESH_MS };
  const limits = useQuery(trpc.getCustomerLimits.queryOptions(inputs.limits, live));
  const consumers = useQuery(trpc.getCustomerConsumers.queryOptions(inputs.consumers, live));
  const failed = useQuery(trpc.getCallRecordRequests.queryOptions(inputs.failedRequests, live));
  const held = useQuery(trpc.getCallRecordRequests.queryOptions(inputs.heldRequests, live));
  const reads = [limits, consumers, failed, held];
  if (reads.some((read) => read.isPending)) return <Skeleton className="h-10" />;
  const concerns = concernsOf({
    customer,
    limits: limits.data?.items ?? [],
    consumers: consumers.data?.items ?? [],
    requests: [...(failed.data?.items ?? []), ...(held.data?.items ?? [])],
    now,
    before,
  });
  return (
    <section aria-label={text.attention} className="rounded-lg border">
      {concerns.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-2.5 text-muted">
          <CircleCheck aria-hidden className="size-4 text-good" />
          {text.allWell}
        </p>
      ) : (
        <ul>
          {concerns.map(({ key, tone, title, detail, href }) => (
            <li key={key} className="border-t first:border-t-0">
              <Link
                href={href}
                prefetch={false}
                className="group flex min-h-10 items-center gap-2.5 px-4 py-1.5 -outline-offset-2! hover:bg-hover/70 coarse:min-h-11"
              >
                <span
                  aria-hidden
                  className={cx('size-1.5 shrink-0 rounded-full', tone === 'bad' ? 'bg-bad' : 'bg-warn')}
                />
                <span className="sr-only">{text.tones[tone]}</span>
                <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
                  <span className="font-medium">{title}</span>
                  <span className="min-w-0 break-words text-muted">{detail}</span>
                </span>
                <ChevronRight aria-hidden className="size-3.5 shrink-0 text-faint group-hover:text-ink" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
