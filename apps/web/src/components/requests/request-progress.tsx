'use client';

import type { CallRecordRequest } from '@/lib/wire.ts';
import { text } from '@/messages/requests.ts';
import { Progress } from '../ui/progress.tsx';
import { isRunning, progressText } from './request-status.tsx';

const tones = { completed: 'good', failed: 'bad', cancelled: 'neutral', held: 'neutral' } as const;

/** How far an order has come. Screen readers hear its status when it changes, not every second. */
export function RequestProgress({ request }: { request: CallRecordRequest }) {
  const { status, expectedCount, deliveredRecords } = request;
  const isEmpty = expectedCount === 0 && status === 'completed';
  const tone = isRunning(status) ? 'accent' : tones[status as keyof typeof tones];
  return (
    <div className="mb-6 grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-medium">{progressText(request)}</p>
        <p role="status" className="text-muted text-xs">
          {text.statuses[status]}
        </p>
      </div>
      <Progress
        label={text.progress}
        value={isEmpty ? 1 : expectedCount === null ? undefined : deliveredRecords}
        max={isEmpty ? 1 : (expectedCount ?? 0)}
        tone={tone}
        text={progressText(request)}
      />
    </div>
  );
}
