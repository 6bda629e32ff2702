import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { consumerModel } from './consumer-model.ts';
import { requestVerification } from './request-verification.ts';

/** Has the verification POST sent; the worker stores what it found. A disabled consumer is taken into use by it again. */
export const verifyConsumer: MutationHandler<'verifyConsumer'> = async (context, { consumerId }) => {
  const before = await lockRow(context, consumerModel, consumerId);
  if (before.kind === 'inbox') throw new DomainError('conflict', 'An inbox is verified from the start.');
  if (before.status === 'verified') throw new DomainError('conflict', 'The consumer is verified.');
  await holdLiveOwner(context, before.customerId);
  await requestVerification(context, consumerId);
  return changed(context, consumerModel, before, before);
};
