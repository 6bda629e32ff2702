import type { Metadata } from 'next';
import { NumberRangeRoom } from '@/components/number-ranges/number-range-room.tsx';
import { type OneProps, ownedThingPage } from '@/lib/server/owned-pages.tsx';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms['number-ranges'] };

export default function NumberRangePage(props: OneProps) {
  return ownedThingPage(props, {
    room: 'number-ranges',
    get: 'getNumberRange',
    idName: 'numberRangeId',
    One: NumberRangeRoom,
  });
}
