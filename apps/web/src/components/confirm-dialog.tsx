'use client';

import dynamic from 'next/dynamic';
import type { ConfirmProps } from './confirm-content.tsx';

const ConfirmContent = dynamic(
  () => import('./confirm-content.tsx').then((module) => module.ConfirmContent),
  {
    ssr: false,
  },
);

/** A question before an act; its code comes when it is asked. */
export function ConfirmDialog({ open, ...props }: ConfirmProps & { open: boolean }) {
  return open ? <ConfirmContent {...props} /> : null;
}
