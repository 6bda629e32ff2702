import type { ReactNode } from 'react';
import { CodeBlock } from './code-block.tsx';
import { State, type StateProps } from './states.tsx';

type EmptyProps = Omit<StateProps, 'children'> & {
  action?: ReactNode;
  /** The same step by the API. */
  curl?: { label: string; code: string };
};

/** Nothing is here yet: what it is for, and the next step. */
export function EmptyState({ action, curl, ...state }: EmptyProps) {
  return (
    <State {...state}>
      {action}
      {curl !== undefined && (
        <div className="mt-2 w-full min-w-0">
          <CodeBlock {...curl} />
        </div>
      )}
    </State>
  );
}
