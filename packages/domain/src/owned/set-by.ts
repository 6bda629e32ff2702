import type { MutationContext } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { isWithin } from '../core/tree-path.ts';

/** SQL of the setter's path as it is now: a copy of it would be wrong once the setter has moved. */
export const SET_BY_PATH = '(select s.path from customer s where s.id = t.set_by)';

/** What somebody above has set can be read, and is changed by the one who set it or above only. */
export function requireSetByOrAbove({ caller }: MutationContext, row: { setByPath: string }): void {
  if (!isWithin(row.setByPath, caller.path)) {
    throw new DomainError(
      'reservedToParent',
      'It was set by a customer above: only that one or its ancestors may change it.',
    );
  }
}
