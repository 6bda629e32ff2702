'use client';

import { useState } from 'react';
import { t } from '@/messages.ts';
import { Button } from './ui/button.tsx';
import { Dialog, DialogFooter } from './ui/dialog.tsx';

export type ConfirmProps = {
  onClose: () => void;
  title: string;
  text: string;
  confirm: string;
  keep?: string;
  onConfirm: () => Promise<unknown>;
};

/** Asks before something that cannot be undone, or that stops what runs; it says what depends on it. */
export function ConfirmContent({ onClose, title, text, confirm, keep, onConfirm }: ConfirmProps) {
  const [pending, setPending] = useState(false);
  const act = async () => {
    setPending(true);
    try {
      await onConfirm();
    } finally {
      setPending(false);
      onClose();
    }
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={title}>
      <p className="px-5 pb-5 text-muted">{text}</p>
      <DialogFooter>
        <Button data-first-focus onClick={onClose}>
          {keep ?? t.common.cancel}
        </Button>
        <Button variant="danger" onClick={act} pending={pending}>
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
