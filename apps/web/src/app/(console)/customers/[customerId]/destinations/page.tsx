import type { Metadata } from 'next';
import { DestinationsRoom } from '@/components/destinations/destinations-room.tsx';
import { destinationList } from '@/components/destinations/list-state.ts';
import { ownedListPage } from '@/lib/server/owned-pages.tsx';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.destinations };

export default function DestinationsPage(props: RoomProps) {
  return ownedListPage(props, destinationList, DestinationsRoom);
}
