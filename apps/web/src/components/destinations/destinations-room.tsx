'use client';

import { Server } from 'lucide-react';
import { onDemand } from '@/lib/on-demand.ts';
import type { Destination } from '@/lib/wire.ts';
import { text } from '@/messages/destinations.ts';
import { enabledColumn, enabledFilter } from '../owned/enabled.tsx';
import type { OwnedKind } from '../owned/owned-kind.ts';
import { OwnedRoom } from '../owned/owned-room.tsx';
import { DestinationState } from './destination-state.tsx';
import { destinationList } from './list-state.ts';

const hostOf = ({ host, port }: Destination): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

export const destinationKind: OwnedKind<Destination> = {
  room: 'destinations',
  list: destinationList,
  text,
  icon: <Server aria-hidden className="size-5" />,
  create: 'createDestination',
  example: { name: 'Carrier A', host: 'sip.carrier.example', transport: 'tls' },
  nameOf: ({ name }) => name,
  second: hostOf,
  columns: [
    { key: 'host', header: text.columns.host, from: 'sm', mono: true, value: hostOf },
    {
      key: 'transport',
      header: text.columns.transport,
      from: 'md',
      value: ({ transport }) => text.transports[transport],
    },
    {
      key: 'priority',
      header: text.columns.priority,
      align: 'right',
      from: 'lg',
      value: ({ priority }) => priority,
    },
    { key: 'weight', header: text.columns.weight, align: 'right', from: 'xl', value: ({ weight }) => weight },
    {
      key: 'state',
      header: text.columns.state,
      from: 'md',
      value: ({ state }) => text.states[state],
      cell: (destination) => <DestinationState destination={destination} />,
    },
    enabledColumn,
  ],
  filters: [enabledFilter],
  Create: onDemand(() => import('./destination-form.tsx').then((module) => module.CreateDestination)),
  isInherited: ({ enabled }) => enabled,
};

/** Where calls of the customer in focus can be sent by SIP. */
export function DestinationsRoom({ customerId }: { customerId: string }) {
  return <OwnedRoom kind={destinationKind} customerId={customerId} />;
}
