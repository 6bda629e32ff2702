import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { apiKeyModel } from './read-model.ts';

export const revokeApiKey: MutationHandler<'revokeApiKey'> = async (context, { apiKeyId: id }) => {
  const { tx, now } = context;
  const before = await lockRow(context, apiKeyModel, id);
  if (before.revokedAt) throw new DomainError('conflict', 'The key is revoked already.');
  await tx.apiKey.update({
    where: { id },
    data: { revokedAt: now, version: { increment: 1 }, updatedAt: now },
  });
  return changed(context, apiKeyModel, before, before);
};
