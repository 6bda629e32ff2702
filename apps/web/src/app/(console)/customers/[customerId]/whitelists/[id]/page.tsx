import type { Metadata } from 'next';
import { WhitelistRoom } from '@/components/whitelists/whitelist-form.tsx';
import { type OneProps, ownedThingPage } from '@/lib/server/owned-pages.tsx';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.whitelists };

export default function WhitelistPage(props: OneProps) {
  return ownedThingPage(props, {
    room: 'whitelists',
    get: 'getWhitelist',
    idName: 'whitelistId',
    One: WhitelistRoom,
  });
}
