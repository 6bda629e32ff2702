import type { Metadata } from 'next';
import { LimitsRoom } from '@/components/limits/limits-room.tsx';
import { limitList } from '@/components/limits/list-state.ts';
import { ownedListPage } from '@/lib/server/owned-pages.tsx';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.limits };

export default function LimitsPage(props: RoomProps) {
  return ownedListPage(props, limitList, LimitsRoom);
}
