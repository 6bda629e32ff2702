import type { MutationContext } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import type { NumberSpan } from './shape.ts';

/**
 * An inbound number stands inside a range that the platform allotted to its owner or to a level above. The range is held
 * until the end of the transaction, so that it is not taken back meanwhile.
 */
export async function requireAllotted(
  { tx }: MutationContext,
  ownerPath: string,
  { first, last }: NumberSpan,
): Promise<void> {
  const [range] = await tx.$queryRaw<{ id: string }[]>`
    select id from number_range
    where first_number <= ${first} and last_number >= ${last} and path collate "C" = any (path_ancestors(${ownerPath}))
    limit 1 for share`;
  if (range) return;
  const detail = 'lies in no range that is allotted to the customer or to a level above it';
  throw new DomainError('validation', `The number ${detail}.`, {
    fields: [{ code: 'notAllotted', pointer: first === last ? '/number' : '/rangeStart', detail }],
  });
}
