import type { ComponentProps } from 'react';
import { Progress } from './ui/progress.tsx';

type RunProgressProps = {
  label: string;
  /** How far it is, in words. */
  told: string;
  status: string;
  done: number;
  /** null while it is being counted. */
  expected: number | null;
  /** Nothing is to be done, so that all of it is. */
  isNothing: boolean;
  tone: NonNullable<ComponentProps<typeof Progress>['tone']>;
};

/** How far something that runs on the server has come. Screen readers hear its status when it changes, not every second. */
export function RunProgress({ label, told, status, done, expected, isNothing, tone }: RunProgressProps) {
  return (
    <div className="mb-6 grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-medium">{told}</p>
        <p role="status" className="text-muted text-xs">
          {status}
        </p>
      </div>
      <Progress
        label={label}
        value={isNothing ? 1 : expected === null ? undefined : done}
        max={isNothing ? 1 : (expected ?? 0)}
        tone={tone}
        text={told}
      />
    </div>
  );
}
