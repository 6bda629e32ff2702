import type { Metadata } from 'next';
import { ExtensionsRoom } from '@/components/extensions/extensions-room.tsx';
import { extensionList } from '@/components/extensions/list-state.ts';
import { ownedListPage } from '@/lib/server/owned-pages.tsx';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.extensions };

export default function ExtensionsPage(props: RoomProps) {
  return ownedListPage(props, extensionList, ExtensionsRoom);
}
