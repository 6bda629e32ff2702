import type { KeyScope } from '@strowger/contracts';
import type { Caller } from '../core/caller.ts';
import { DomainError } from '../core/domain-error.ts';

/** A key hands out no right that it lacks itself. */
export function requireHeldScopes({ actor }: Caller, scopes: readonly KeyScope[]): void {
  if (actor.kind !== 'apiKey') return;
  const missing = scopes.filter((scope) => !actor.scopes.has(scope));
  if (missing.length > 0)
    throw new DomainError('missingScope', `The maker of the key lacks: ${missing.join(', ')}.`);
}
