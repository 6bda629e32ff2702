'use client';

import type { CallRecordRequest } from '@/lib/wire.ts';
import { text } from '@/messages/requests.ts';
import { RunProgress } from '../run-progress.tsx';
import { isRunning, progressText } from './request-status.tsx';

const tones = { completed: 'good', failed: 'bad', cancelled: 'neutral', held: 'neutral' } as const;

/** How far an order has come. */
export function RequestProgress({ request }: { request: CallRecordRequest }) {
  const { status, expectedCount, deliveredRecords } = request;
  return (
    <RunProgress
      label={text.progress}
      told={progressText(request)}
      status={text.statuses[status]}
      done={deliveredRecords}
      expected={expectedCount}
      isNothing={expectedCount === 0 && status === 'completed'}
      tone={isRunning(status) ? 'accent' : tones[status as keyof typeof tones]}
    />
  );
}
