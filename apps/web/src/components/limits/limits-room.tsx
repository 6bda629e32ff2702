'use client';

import { Gauge } from 'lucide-react';
import { formatPercent } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import type { Limit } from '@/lib/wire.ts';
import { text } from '@/messages/limits.ts';
import { enabledFilter } from '../owned/enabled.tsx';
import type { OwnedKind } from '../owned/owned-kind.ts';
import { OwnedRoom } from '../owned/owned-room.tsx';
import { LimitStatus, limitState } from './limit-status.tsx';
import { limitList, limitTypes } from './list-state.ts';
import { usageOf } from './threshold.ts';
import { Threshold, UsageBar } from './usage-bar.tsx';

const percentOf = (limit: Limit): string | undefined => {
  const usage = usageOf(limit);
  return usage && formatPercent(usage.share);
};

export const limitKind: OwnedKind<Limit> = {
  room: 'limits',
  list: limitList,
  text,
  icon: <Gauge aria-hidden className="size-5" />,
  create: 'createLimit',
  example: { type: 'spend', threshold: '250.00', period: 'month', warnPercent: [80, 95] },
  nameOf: ({ type }) => text.types[type],
  second: (limit) => <Threshold limit={limit} />,
  columns: [
    {
      key: 'threshold',
      header: text.columns.threshold,
      align: 'right',
      from: 'sm',
      value: ({ threshold }) => threshold,
      cell: (limit) => <Threshold limit={limit} />,
    },
    {
      key: 'period',
      header: text.columns.period,
      from: 'md',
      value: ({ period }) => (period === 'none' ? undefined : text.periods[period]),
    },
    {
      key: 'usage',
      header: text.columns.usage,
      value: percentOf,
      cell: (limit) => (
        <span className="block w-28 sm:w-40">
          <UsageBar limit={limit} />
        </span>
      ),
    },
    {
      key: 'action',
      header: text.columns.action,
      optional: true,
      value: ({ action }) => text.actions[action],
    },
    {
      key: 'state',
      header: text.fields.enabled,
      from: 'sm',
      value: limitState,
      cell: (limit) => <LimitStatus limit={limit} />,
    },
  ],
  filters: [
    {
      name: 'type',
      label: text.fields.type,
      options: limitTypes.map((value) => ({ value, label: text.types[value] })),
    },
    enabledFilter,
  ],
  Create: onDemand(() => import('./limit-form.tsx').then((module) => module.CreateLimit)),
  isInherited: ({ enabled }) => enabled,
};

/** What the customer in focus and its users may use at most, and how much of it is used. */
export function LimitsRoom({ customerId }: { customerId: string }) {
  return <OwnedRoom kind={limitKind} customerId={customerId} />;
}
