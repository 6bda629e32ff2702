import { formatCount } from '@/lib/format.ts';
import type { Rerating } from '@/lib/wire.ts';
import { text } from '@/messages/reratings.ts';
import { Progress } from '../ui/progress.tsx';
import { Status, type Tone } from '../ui/status.tsx';

const tones: Record<Rerating['status'], Tone> = {
  queued: 'neutral',
  processing: 'accent',
  completed: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

export const isUnderWay = (status: Rerating['status'] | undefined): boolean =>
  status === 'queued' || status === 'processing';

export const ReratingStatus = ({ status }: Pick<Rerating, 'status'>) => (
  <Status tone={tones[status]}>{text.statuses[status]}</Status>
);

/** Whether it was a trial, ordered, or came by itself. */
export const kindOf = ({ dryRun, origin }: Rerating): string =>
  text.kinds[dryRun ? 'dryRun' : origin === 'automatic' ? 'automatic' : 'ordered'];

/** How far it has come. Screen readers hear its status when it changes, not every second. */
export function ReratingProgress({ rerating }: { rerating: Rerating }) {
  const { status, examined, expectedCount } = rerating;
  const told =
    expectedCount === null
      ? text.counting
      : text.progressText(formatCount(examined), formatCount(expectedCount));
  const isNothing = expectedCount === 0;
  const tone = tones[status];
  return (
    <div className="mb-6 grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-medium">{told}</p>
        <p role="status" className="text-muted text-xs">
          {text.statuses[status]}
        </p>
      </div>
      <Progress
        label={text.progress}
        value={isNothing ? 1 : expectedCount === null ? undefined : examined}
        max={isNothing ? 1 : (expectedCount ?? 0)}
        tone={tone === 'warn' ? 'accent' : tone}
        text={told}
      />
    </div>
  );
}
