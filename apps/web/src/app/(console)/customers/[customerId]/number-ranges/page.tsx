import type { Metadata } from 'next';
import { numberRangeList } from '@/components/number-ranges/list-state.ts';
import { NumberRangesRoom } from '@/components/number-ranges/number-ranges-room.tsx';
import { ownedListPage } from '@/lib/server/owned-pages.tsx';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms['number-ranges'] };

export default function NumberRangesPage(props: RoomProps) {
  return ownedListPage(props, numberRangeList, NumberRangesRoom);
}
