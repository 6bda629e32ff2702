'use client';

import { PhoneForwarded } from 'lucide-react';
import { isId } from '@/lib/locate.ts';
import { onDemand } from '@/lib/on-demand.ts';
import type { Forward } from '@/lib/wire.ts';
import { text } from '@/messages/forwards.ts';
import { enabledColumn, enabledFilter } from '../owned/enabled.tsx';
import type { OwnedKind } from '../owned/owned-kind.ts';
import { OwnedRoom } from '../owned/owned-room.tsx';
import { ThingName } from '../thing-name.tsx';
import { conditions, forwardList } from './list-state.ts';

export const forwardKind: OwnedKind<Forward> = {
  room: 'forwards',
  list: forwardList,
  text,
  icon: <PhoneForwarded aria-hidden className="size-5" />,
  create: 'createForward',
  example: { condition: 'noAnswer', ringSeconds: 25, target: '+31612345678' },
  nameOf: ({ target }) => target,
  name: ({ target }) => (isId(target) ? <ThingName id={target} /> : target),
  second: ({ condition }) => text.conditions[condition],
  columns: [
    {
      key: 'condition',
      header: text.columns.condition,
      from: 'sm',
      value: ({ condition }) => text.conditions[condition],
    },
    {
      key: 'callSource',
      header: text.columns.callSource,
      from: 'md',
      value: ({ callSource }) => text.callSources[callSource],
    },
    {
      key: 'priority',
      header: text.columns.priority,
      align: 'right',
      from: 'lg',
      value: ({ priority }) => priority,
    },
    enabledColumn,
  ],
  filters: [
    {
      name: 'condition',
      label: text.columns.condition,
      options: conditions.map((value) => ({ value, label: text.conditions[value] })),
    },
    enabledFilter,
  ],
  Create: onDemand(() => import('./forward-form.tsx').then((module) => module.CreateForward)),
};

/** Where calls of the customer in focus go instead. */
export function ForwardsRoom({ customerId }: { customerId: string }) {
  return <OwnedRoom kind={forwardKind} customerId={customerId} />;
}
