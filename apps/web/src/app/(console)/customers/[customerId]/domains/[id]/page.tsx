import type { Metadata } from 'next';
import { DomainRoom } from '@/components/domains/domain-room.tsx';
import { type OneProps, ownedThingPage } from '@/lib/server/owned-pages.tsx';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.domains };

export default function DomainPage(props: OneProps) {
  return ownedThingPage(props, {
    room: 'domains',
    get: 'getDomain',
    idName: 'domainId',
    One: DomainRoom,
  });
}
