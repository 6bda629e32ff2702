import { formatCount } from '@/lib/format.ts';
import type { Rerating } from '@/lib/wire.ts';
import { text } from '@/messages/reratings.ts';
import { RunProgress } from '../run-progress.tsx';
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

/** How far it has come. */
export function ReratingProgress({ rerating }: { rerating: Rerating }) {
  const { status, examined, expectedCount } = rerating;
  const told =
    expectedCount === null
      ? text.counting
      : text.progressText(formatCount(examined), formatCount(expectedCount));
  const tone = tones[status];
  return (
    <RunProgress
      label={text.progress}
      told={told}
      status={text.statuses[status]}
      done={examined}
      expected={expectedCount}
      isNothing={expectedCount === 0}
      tone={tone === 'warn' ? 'accent' : tone}
    />
  );
}
