import type { Metadata } from 'next';
import { DomainsRoom } from '@/components/domains/domains-room.tsx';
import { domainList } from '@/components/domains/list-state.ts';
import { ownedListPage } from '@/lib/server/owned-pages.tsx';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.domains };

export default function DomainsPage(props: RoomProps) {
  return ownedListPage(props, domainList, DomainsRoom);
}
