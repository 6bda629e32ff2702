import { type Deprecation, type OperationId, operationOf } from '@strowger/contracts';
import { operationAddress } from '@/reference/reference.ts';
import { Callout } from '../ui/callout.tsx';

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** That an operation is on its way out, when it ends, and what to call instead. */
export function DeprecationNote({ deprecation }: { deprecation: Deprecation }) {
  const { since, sunset, replacedBy, link } = deprecation;
  const successor = replacedBy && operationOf(replacedBy as OperationId);
  return (
    <div className="mt-3">
      <Callout
        tone="warn"
        title={`Deprecated since ${day(since)}${sunset ? `, answers until ${day(sunset)}` : ''}`}
      >
        {successor && (
          <>
            Use{' '}
            <a href={operationAddress(successor.tag, replacedBy)} className="font-mono text-accent underline">
              {replacedBy}
            </a>
            .{' '}
          </>
        )}
        <a href={link} className="text-accent underline">
          Why, and how to move
        </a>
      </Callout>
    </div>
  );
}
