'use client';

import { TriangleAlert } from 'lucide-react';
import { t } from '@/messages.ts';
import { FailureState } from './ui/states.tsx';

export type CrashProps = { error: Error & { digest?: string }; reset: () => void };

/** A page that broke. The digest leads to the server's log. */
export function Crash({ error, reset }: CrashProps) {
  return (
    <main id="content" className="px-4 py-6">
      <FailureState
        heading="h1"
        icon={<TriangleAlert aria-hidden className="size-5" />}
        title={t.common.crashTitle}
        text={t.common.crash}
        onRetry={reset}
        reference={error.digest}
      />
    </main>
  );
}
