import type { Metadata } from 'next';
import { ForwardRoom } from '@/components/forwards/forward-form.tsx';
import { type OneProps, ownedThingPage } from '@/lib/server/owned-pages.tsx';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.forwards };

export default function ForwardPage(props: OneProps) {
  return ownedThingPage(props, {
    room: 'forwards',
    get: 'getForward',
    idName: 'forwardId',
    One: ForwardRoom,
  });
}
