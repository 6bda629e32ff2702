'use client';

import type { ReactNode } from 'react';
import { t } from '@/messages.ts';
import { SecretOnce } from './secret-once.tsx';
import { Button } from './ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from './ui/dialog.tsx';

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
      <DialogBody>
        <SecretOnce {...secret} />
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          {t.common.done}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
