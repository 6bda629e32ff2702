import type { Metadata } from 'next';
import { DestinationRoom } from '@/components/destinations/destination-form.tsx';
import { type OneProps, ownedThingPage } from '@/lib/server/owned-pages.tsx';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.destinations };

export default function DestinationPage(props: OneProps) {
  return ownedThingPage(props, {
    room: 'destinations',
    get: 'getDestination',
    idName: 'destinationId',
    One: DestinationRoom,
  });
}
