'use client';

import { useQuery } from '@tanstack/react-query';
import { formatPercent } from '@/lib/format.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Limit } from '@/lib/wire.ts';
import { text } from '@/messages/limits.ts';
import { t } from '@/messages.ts';
import { Progress } from '../ui/progress.tsx';
import { countsOverTime, quantity, usageOf, usageTitleOf } from './threshold.ts';

/** The currency that amounts of a limit are in; '' until it is known. */
function useCurrency({ customerId }: Limit): string {
  const trpc = useTRPC();
  return useQuery(trpc.getCustomer.queryOptions({ customerId })).data?.currency ?? '';
}

/** The threshold of a limit with its unit. */
export function Threshold({ limit }: { limit: Limit }) {
  return <>{quantity(limit.type, limit.threshold, useCurrency(limit))}</>;
}

/** How much of a limit is used: a bar, and the figures. */
export function UsageBar({ limit, figures = false }: { limit: Limit; figures?: boolean }) {
  const currency = useCurrency(limit);
  const { type, threshold, currentValue, enabled } = limit;
  const usage = usageOf(limit);
  if (!usage || currentValue === null) {
    return (
      <span className="text-muted">{enabled && countsOverTime(type) ? text.notCounted : t.common.none}</span>
    );
  }
  const of = text.usage(quantity(type, currentValue, currency), quantity(type, threshold, currency));
  return (
    <span className="grid gap-1">
      <span className="flex items-center gap-2">
        <Progress
          label={usageTitleOf(type)}
          value={Math.min(usage.share, 1)}
          max={1}
          tone={usage.tone}
          text={`${of}, ${text.share(formatPercent(usage.share))}`}
        />
        <span className="w-12 shrink-0 text-right text-xs">{formatPercent(usage.share)}</span>
      </span>
      {figures && <span className="text-muted">{of}</span>}
    </span>
  );
}
