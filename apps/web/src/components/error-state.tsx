'use client';

import { CloudOff, Lock, SearchX, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useConsole } from '@/lib/console-context.tsx';
import { problemOf } from '@/lib/problem.ts';
import { t } from '@/messages.ts';
import { buttonClass } from './ui/button.tsx';
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
        title={t.errors.title}
        text={t.errors.offline}
        onRetry={onRetry}
      />
    );
  }
  if (problem.code === 'missingRole') {
    return (
      <FailureState
        icon={<Lock aria-hidden className={icon} />}
        title={t.errors.forbiddenTitle}
        text={t.errors.forbidden(t.frame.roles[operator.role])}
      />
    );
  }
  if (problem.code === 'notFound') return <NotFoundState />;
  return (
    <FailureState
      icon={<TriangleAlert aria-hidden className={icon} />}
      title={t.errors.title}
      text={problem.detail}
      onRetry={onRetry}
      reference={problem.requestId}
    />
  );
}

export function NotFoundState() {
  return (
    <FailureState
      heading="h1"
      icon={<SearchX aria-hidden className={icon} />}
      title={t.errors.notFoundTitle}
      text={t.errors.notFound}
      action={
        <Link href="/" className={buttonClass()}>
          {t.errors.notFoundBack}
        </Link>
      }
    />
  );
}
