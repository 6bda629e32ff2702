'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { holdPage } from '@/lib/leaving.ts';
import { text } from '@/messages/form.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';

type Leaving = { ask: (go: () => void) => void; question: ReactNode };

/** The question before what was typed is thrown away, and how it is asked: `go` is done once it is answered so. */
export function useLeaving(): Leaving {
  const [go, setGo] = useState<() => void>();
  const question = (
    <ConfirmDialog
      open={go !== undefined}
      onClose={() => setGo(undefined)}
      title={text.leaveTitle}
      text={text.leaveText}
      keep={text.stay}
      confirm={text.leave}
      onConfirm={async () => go?.()}
    />
  );
  return { ask: (next) => setGo(() => next), question };
}

/** As a drawer does, a page asks before it is left while something is typed on it. @returns the question */
export function useHeldPage(isTyped: boolean): ReactNode {
  const { push } = useRouter();
  const { ask, question } = useLeaving();
  const [hold] = useState(() => ask);
  useEffect(() => (isTyped ? holdPage(hold, push) : undefined), [isTyped, hold, push]);
  return question;
}
