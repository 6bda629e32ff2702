import type { Metadata } from 'next';
import { whitelistList } from '@/components/whitelists/list-state.ts';
import { WhitelistsRoom } from '@/components/whitelists/whitelists-room.tsx';
import { ownedListPage } from '@/lib/server/owned-pages.tsx';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.whitelists };

export default function WhitelistsPage(props: RoomProps) {
  return ownedListPage(props, whitelistList, WhitelistsRoom);
}
