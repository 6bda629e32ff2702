import type { Metadata } from 'next';
import { ExtensionRoom } from '@/components/extensions/extension-form.tsx';
import { type OneProps, ownedThingPage } from '@/lib/server/owned-pages.tsx';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.extensions };

export default function ExtensionPage(props: OneProps) {
  return ownedThingPage(props, {
    room: 'extensions',
    get: 'getExtension',
    idName: 'extensionId',
    One: ExtensionRoom,
  });
}
