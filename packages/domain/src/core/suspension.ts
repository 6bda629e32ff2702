import type { Operation } from '@strowger/contracts';
import type { Statements } from '@strowger/db';
import type { QueryContext } from './context.ts';
import { DomainError } from './domain-error.ts';
import { statusAmong, statusPaths } from './effective-status.ts';

/** Whether a suspension of the caller's customer forbids this: reading, ordering records and handing them in go on. */
export const stopsWhileSuspended = ({ caller }: QueryContext, { scope }: Operation): boolean =>
  scope.endsWith(':write') && caller.actor.kind !== 'system';

/** In a suspended subtree only ancestors write. @throws DomainError customerSuspended */
export function requireActive(status: string | undefined): void {
  if (status !== 'active') throw new DomainError('customerSuspended');
}

const ASK = `select ${statusAmong('$1')} as status`;

/** @throws DomainError customerSuspended */
export async function refuseWhileSuspended(
  context: QueryContext,
  operation: Operation,
  statements: Statements,
): Promise<void> {
  if (!stopsWhileSuspended(context, operation)) return;
  const [row] = await statements.prepared<{ status: string }>(ASK, [statusPaths(context.caller.path)]);
  requireActive(row?.status);
}
