import type { ReactNode } from 'react';
import { t } from '@/messages.ts';
import { Button } from './button.tsx';

export type StateProps = {
  icon: ReactNode;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  heading?: 'h1' | 'h2';
};

export function State({ icon, title, text, children, heading: Heading = 'h2' }: StateProps) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center gap-3 px-4 py-14 text-center">
      <span className="grid size-10 place-items-center rounded-lg border bg-sunken text-muted">{icon}</span>
      <div>
        <Heading className="font-semibold text-base">{title}</Heading>
        {text !== undefined && <p className="mt-1 text-balance text-muted">{text}</p>}
      </div>
      {children}
    </div>
  );
}

type FailureProps = Omit<StateProps, 'children'> & {
  reference?: string | undefined;
  onRetry?: () => void;
  action?: ReactNode;
};

/** Something could not be shown: why, and what can be done. */
export function FailureState({ reference, onRetry, action, ...state }: FailureProps) {
  return (
    <State {...state}>
      {onRetry !== undefined && <Button onClick={onRetry}>{t.common.retry}</Button>}
      {action}
      {reference !== undefined && reference !== '' && (
        <p className="font-mono text-faint text-xs">{t.common.requestId(reference)}</p>
      )}
    </State>
  );
}
