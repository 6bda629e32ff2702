'use client';

import { Hash } from 'lucide-react';
import { onDemand } from '@/lib/on-demand.ts';
import { numbersOf } from '@/lib/phrases.ts';
import type { Extension } from '@/lib/wire.ts';
import { text } from '@/messages/extensions.ts';
import type { OwnedKind } from '../owned/owned-kind.ts';
import { OwnedRoom } from '../owned/owned-room.tsx';
import { ThingName } from '../thing-name.tsx';
import { Status } from '../ui/status.tsx';
import { directions, extensionList, statuses } from './list-state.ts';

/** Where its calls go: a target, a destination, or on as they were. */
function LeadsTo({ targetId, destinationId, callerId }: Extension) {
  const id = targetId ?? destinationId;
  if (id !== null) return <ThingName id={id} />;
  return <span className="text-muted">{callerId ?? text.callerIdOnly}</span>;
}

export const extensionKind: OwnedKind<Extension> = {
  room: 'extensions',
  list: extensionList,
  text,
  icon: <Hash aria-hidden className="size-5" />,
  create: 'createExtension',
  createMany: text.createMany,
  example: { direction: 'inbound', number: '+31201234567', targetId: 'usr_…' },
  nameOf: numbersOf,
  second: ({ direction }) => text.directions[direction],
  columns: [
    {
      key: 'direction',
      header: text.columns.direction,
      from: 'sm',
      value: ({ direction }) => text.directions[direction],
    },
    {
      key: 'leadsTo',
      header: text.columns.leadsTo,
      value: ({ targetId, destinationId }) => targetId ?? destinationId,
      cell: (extension) => (
        <span className="block max-w-32 truncate sm:max-w-56">
          <LeadsTo {...extension} />
        </span>
      ),
    },
    {
      key: 'status',
      header: text.columns.status,
      from: 'sm',
      value: ({ status }) => text.statuses[status],
      cell: ({ status }) => (
        <Status tone={status === 'active' ? 'good' : 'neutral'}>{text.statuses[status]}</Status>
      ),
    },
  ],
  filters: [
    {
      name: 'direction',
      label: text.columns.direction,
      options: directions.map((value) => ({ value, label: text.directions[value] })),
    },
    {
      name: 'status',
      label: text.columns.status,
      options: statuses.map((value) => ({ value, label: text.statuses[value] })),
    },
  ],
  Create: onDemand(() => import('./extension-form.tsx').then((module) => module.CreateExtension)),
  isInherited: ({ direction }) => direction === 'outbound',
};

/** The numbers and dial patterns of the customer in focus. */
export function ExtensionsRoom({ customerId }: { customerId: string }) {
  return <OwnedRoom kind={extensionKind} customerId={customerId} />;
}
