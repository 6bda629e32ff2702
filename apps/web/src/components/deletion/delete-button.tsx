'use client';

import { Trash2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { onDemand } from '@/lib/on-demand.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';
import type { Deletion } from './delete-dialog.tsx';

const DeleteDialog = onDemand(() => import('./delete-dialog.tsx').then((module) => module.DeleteDialog));

type DeleteButtonProps = Deletion & {
  /** `useMay('delete…')`: without it there is no button. */
  may: boolean;
};

/** Deletes the thing of a page, after it has asked; then one is back at the list. */
export function DeleteButton({ may, ...deletion }: DeleteButtonProps) {
  const [isAsked, setAsked] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button
        icon={<Trash2 aria-hidden className="size-3.5" />}
        onClick={() => setAsked(true)}
        onPointerEnter={DeleteDialog.preload}
        onFocus={DeleteDialog.preload}
      >
        {t.common.delete}
      </Button>
      <Suspense>{isAsked && <DeleteDialog {...deletion} onClose={() => setAsked(false)} />}</Suspense>
    </>
  );
}
