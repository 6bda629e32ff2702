import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { domainModel } from './read-model.ts';
import { storeVerification } from './store-verification.ts';

/** Has the TXT record looked for; the worker stores what it found. A new order takes the place of one that is under way. */
export const verifyDomain: MutationHandler<'verifyDomain'> = async (context, { domainId }) => {
  const { deps, tx, now } = context;
  const before = await lockRow(context, domainModel, domainId);
  if (before.status !== 'pending') throw new DomainError('conflict', `The domain is ${before.status}.`);
  await storeVerification(tx, domainId, now, {
    outcome: 'waiting',
    detail: 'The TXT record is looked for.',
    at: now.toISOString(),
    nextAt: now.toISOString(),
  });
  await deps.queue.enqueue(tx, {
    name: 'verifyDomain',
    data: { domainId, dueAt: now.toISOString(), looks: 0 },
  });
  return changed(context, domainModel, before, before);
};
