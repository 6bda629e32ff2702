'use client';

import { CloudOff, Lock, TriangleAlert } from 'lucide-react';
import { useConsole } from '@/lib/console-context.tsx';
import { problemOf } from '@/lib/problem.ts';
import { text as errorsText } from '@/messages/errors.ts';
import { t } from '@/messages.ts';
import { NotFoundState } from './not-found-state.tsx';
import { FailureState } from './ui/states.tsx';

const icon = 'size-5';

type ErrorStateProps = { error: unknown; onRetry: () => void };

/** What a read that failed looks like: not allowed, not there, out of reach, or our fault. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { operator } = useConsole();
  const problem = problemOf(error);
  if (problem === undefined) {
    return (
      <FailureState
        icon={<CloudOff aria-hidden className={icon} />}
        title={errorsText.title}
        text={t.common.offline}
        onRetry={onRetry}
      />
    );
  }
  if (problem.code === 'missingRole') {
    return (
      <FailureState
        icon={<Lock aria-hidden className={icon} />}
        title={errorsText.forbiddenTitle}
        text={errorsText.forbidden(t.frame.roles[operator.role])}
      />
    );
  }
  if (problem.code === 'notFound') return <NotFoundState />;
  return (
    <FailureState
      icon={<TriangleAlert aria-hidden className={icon} />}
      title={errorsText.title}
      text={problem.detail}
      onRetry={onRetry}
      reference={problem.requestId}
    />
  );
}
