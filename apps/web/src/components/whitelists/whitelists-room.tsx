'use client';

import { ListChecks } from 'lucide-react';
import { formatCount } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import type { Whitelist } from '@/lib/wire.ts';
import { text } from '@/messages/whitelists.ts';
import { enabledColumn, enabledFilter } from '../owned/enabled.tsx';
import type { OwnedKind } from '../owned/owned-kind.ts';
import { OwnedRoom } from '../owned/owned-room.tsx';
import { whitelistList, whitelistTypes } from './list-state.ts';

export const whitelistKind: OwnedKind<Whitelist> = {
  room: 'whitelists',
  list: whitelistList,
  text,
  icon: <ListChecks aria-hidden className="size-5" />,
  create: 'createWhitelist',
  example: { name: 'Office', type: 'ip', entries: [{ cidr: '198.51.100.0/24', comment: 'Head office' }] },
  nameOf: ({ name }) => name,
  second: ({ type }) => text.types[type],
  columns: [
    { key: 'type', header: text.columns.type, from: 'sm', value: ({ type }) => text.types[type] },
    { key: 'mode', header: text.columns.mode, from: 'md', value: ({ mode }) => text.modes[mode] },
    {
      key: 'entries',
      header: text.columns.entries,
      align: 'right',
      value: ({ entries }) => formatCount(entries.length),
    },
    enabledColumn,
  ],
  filters: [
    {
      name: 'type',
      label: text.columns.type,
      options: whitelistTypes.map((value) => ({ value, label: text.types[value] })),
    },
    enabledFilter,
  ],
  Create: onDemand(() => import('./whitelist-form.tsx').then((module) => module.CreateWhitelist)),
  // Who is trusted is never inherited.
  isInherited: ({ enabled, mode }) => enabled && mode === 'restrict',
};

/** What the customer in focus and its users are allowed to. */
export function WhitelistsRoom({ customerId }: { customerId: string }) {
  return <OwnedRoom kind={whitelistKind} customerId={customerId} />;
}
