import type { Metadata } from 'next';
import { ForwardsRoom } from '@/components/forwards/forwards-room.tsx';
import { forwardList } from '@/components/forwards/list-state.ts';
import { ownedListPage } from '@/lib/server/owned-pages.tsx';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.forwards };

export default function ForwardsPage(props: RoomProps) {
  return ownedListPage(props, forwardList, ForwardsRoom);
}
