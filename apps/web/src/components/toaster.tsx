'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { cx } from '@/lib/cx.ts';
import { dismissToast, toastStore } from '@/lib/toast.ts';
import { t } from '@/messages.ts';
import { IconButton } from './ui/button.tsx';

/** The corner where it is told what was done. Read out, and never the only place where a fault shows. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.current, toastStore.onServer);
  return (
    <section
      aria-label={t.common.notices}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-18 z-60 flex flex-col items-end gap-2 sm:left-auto sm:w-96"
    >
      {toasts.map(({ id, tone, text }) => {
        const Icon = tone === 'good' ? CircleCheck : CircleAlert;
        return (
          <div
            key={id}
            className="pointer-events-auto flex w-full animate-dialog-in items-start gap-2.5 rounded-lg border bg-raised py-1.5 pr-1.5 pl-3 shadow-dialog"
          >
            <Icon
              aria-hidden
              className={cx('mt-1.5 size-4 shrink-0', tone === 'good' ? 'text-good' : 'text-bad')}
            />
            <p className="min-w-0 flex-1 self-center break-words py-1">{text}</p>
            <IconButton label={t.common.close} onClick={() => dismissToast(id)} className="size-7">
              <X aria-hidden className="size-3.5" />
            </IconButton>
          </div>
        );
      })}
    </section>
  );
}
