'use client';

import { Globe } from 'lucide-react';
import { onDemand } from '@/lib/on-demand.ts';
import type { Domain } from '@/lib/wire.ts';
import { text } from '@/messages/domains.ts';
import { t } from '@/messages.ts';
import type { OwnedKind } from '../owned/owned-kind.ts';
import { OwnedRoom } from '../owned/owned-room.tsx';
import { DomainStatus } from './domain-status.tsx';
import { domainList } from './list-state.ts';

const domainKind: OwnedKind<Domain> = {
  room: 'domains',
  list: domainList,
  text,
  icon: <Globe aria-hidden className="size-5" />,
  create: 'createDomain',
  example: { domain: 'sip.example.com', isDefault: true },
  nameOf: ({ domain }) => domain,
  columns: [
    {
      key: 'isDefault',
      header: text.columns.isDefault,
      from: 'sm',
      value: ({ isDefault }) => (isDefault ? t.common.yes : t.common.no),
    },
    {
      key: 'registrationAllowed',
      header: text.columns.registrationAllowed,
      from: 'md',
      value: ({ registrationAllowed }) => (registrationAllowed ? text.allowed : text.refused),
    },
    {
      key: 'status',
      header: text.columns.status,
      value: ({ status }) => text.statuses[status],
      cell: ({ status }) => <DomainStatus status={status} />,
    },
  ],
  Create: onDemand(() => import('./domain-form.tsx').then((module) => module.CreateDomain)),
  isInherited: ({ status }) => status === 'active',
};

/** The SIP realms of the customer in focus. */
export function DomainsRoom({ customerId }: { customerId: string }) {
  return <OwnedRoom kind={domainKind} customerId={customerId} />;
}
