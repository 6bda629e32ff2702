import type { Metadata } from 'next';
import { LimitRoom } from '@/components/limits/limit-form.tsx';
import { type OneProps, ownedThingPage } from '@/lib/server/owned-pages.tsx';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.limits };

export default function LimitPage(props: OneProps) {
  return ownedThingPage(props, {
    room: 'limits',
    get: 'getLimit',
    idName: 'limitId',
    One: LimitRoom,
  });
}
