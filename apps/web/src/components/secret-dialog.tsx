'use client';

import type { ReactNode } from 'react';
import { SecretStep } from './secret-step.tsx';
import { Dialog } from './ui/dialog.tsx';

type SecretDialogProps = {
  title: string;
  label: string;
  secret: string;
  text: string;
  onClose: () => void;
  children?: ReactNode;
};

/** A secret that a page made, shown this once. A click beside it does not close it. */
export function SecretDialog({ title, onClose, ...secret }: SecretDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} sticky>
      <SecretStep {...secret} onClose={onClose} />
    </Dialog>
  );
}
