import type { QueryContext } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { readRow } from '../core/read.ts';
import { consumerModel } from './consumer-model.ts';

/**
 * What a message says is rendered at the level of the consumer's owner: it holds the owner's cost and its revenue. So it is
 * for who acts for that very customer; a level above reads how it was delivered, and no more.
 * @throws DomainError reservedToOwner, notFound
 */
export async function requireOwnContents(context: QueryContext, consumerId: string): Promise<void> {
  const { customerId } = await readRow(context, consumerModel, consumerId);
  if (customerId === context.caller.customerId) return;
  throw new DomainError(
    'reservedToOwner',
    "Nobody reads the charge of another level: the records are those of the consumer's owner. Order them to a consumer of your own.",
  );
}
