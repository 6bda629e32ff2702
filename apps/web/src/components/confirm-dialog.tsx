'use client';

import { lazy, Suspense } from 'react';
import type { ConfirmProps } from './confirm-content.tsx';

const ConfirmContent = lazy(() =>
  import('./confirm-content.tsx').then((module) => ({ default: module.ConfirmContent })),
);

/** A question before an act; its code comes when it is asked. */
export function ConfirmDialog({ open, ...props }: ConfirmProps & { open: boolean }) {
  return <Suspense>{open && <ConfirmContent {...props} />}</Suspense>;
}
