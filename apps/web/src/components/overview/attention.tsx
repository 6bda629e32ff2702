'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronRight, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { cx } from '@/lib/cx.ts';
import { formatCount } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { AttentionGroup, Usage } from '@/lib/wire.ts';
import { text } from '@/messages/overview.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { addressOf, asrDropOf, COUNT_MAX, detailOf } from './concerns.ts';
import { attentionInput, SHOWN_MAX } from './inputs.ts';

const REFRESH_MS = 30_000;

type AttentionProps = {
  customerId: string;
  now: Usage['total'] | undefined;
  before: Usage['total'] | undefined;
};

/** What is wrong or soon will be here and below, the urgent first, each with the way to where it is mended. */
export function Attention({ customerId, now, before }: AttentionProps) {
  const trpc = useTRPC();
  const [isWhole, setWhole] = useState(false);
  const { data } = useQuery(
    trpc.getAttention.queryOptions(attentionInput(customerId, isWhole), {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  if (!data) return <Skeleton className="h-10" />;
  const asrDrop = asrDropOf(now, before);
  const hidden = data.groups.reduce((all, { count, items }) => all + count - items.length, 0);
  const isMore = data.groups.some(({ count }) => count >= COUNT_MAX);
  const hiddenCount = isMore ? text.orMore(formatCount(hidden)) : formatCount(hidden);
  return (
    <section aria-label={text.attention} className="rounded-lg border">
      {data.groups.length === 0 && asrDrop === null ? (
        <p className="flex items-center gap-2 px-4 py-2.5 text-muted">
          <CircleCheck aria-hidden className="size-4 text-good" />
          {text.allWell}
        </p>
      ) : (
        <ul>
          {asrDrop !== null && (
            <Line
              urgent
              title={text.asrDropped}
              detail={asrDrop}
              href={`${roomAddress(customerId, 'call-records')}?period=24h`}
            />
          )}
          {data.groups.map((group) => (
            <Group key={group.kind} group={group} />
          ))}
          {hidden > 0 && !isWhole && (
            <li className="border-t px-2.5 py-1">
              <Button variant="ghost" size="sm" onClick={() => setWhole(true)}>
                {text.showMore(hiddenCount)}
              </Button>
            </li>
          )}
          {hidden > 0 && isWhole && (
            <li className="border-t px-4 py-2 text-muted text-xs">
              {text.notShown(hiddenCount, String(SHOWN_MAX))}
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function Group({ group: { kind, severity, items } }: { group: AttentionGroup }) {
  const { timeZone } = useConsole();
  return items.map((item) => (
    <Line
      key={`${item.customerId} ${item.thingId}`}
      urgent={severity === 'urgent'}
      title={text.sentences[kind](item.customerName, item.name, item.limitType)}
      detail={detailOf(kind, item, timeZone)}
      href={addressOf(kind, item)}
    />
  ));
}

type LineProps = { urgent: boolean; title: string; detail: string; href: string };

function Line({ urgent, title, detail, href }: LineProps) {
  return (
    <li className="border-t first:border-t-0">
      <Link
        href={href}
        prefetch={false}
        className="group flex min-h-10 items-center gap-2.5 px-4 py-1.5 -outline-offset-2! hover:bg-hover/70 coarse:min-h-11"
      >
        <span aria-hidden className={cx('size-1.5 shrink-0 rounded-full', urgent ? 'bg-bad' : 'bg-warn')} />
        <span className="sr-only">{urgent ? text.tones.bad : text.tones.warn}</span>
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
          <span className="min-w-0 break-words font-medium">{title}</span>
          <span className="min-w-0 break-words text-muted">{detail}</span>
        </span>
        <ChevronRight aria-hidden className="size-3.5 shrink-0 text-faint group-hover:text-ink" />
      </Link>
    </li>
  );
}
