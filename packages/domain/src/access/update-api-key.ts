import { compact } from '../core/compact.ts';
import type { MutationHandler } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { apiKeyModel } from './read-model.ts';

export const updateApiKey: MutationHandler<'updateApiKey'> = async (context, { apiKeyId: id, ...fields }) => {
  const { tx, now } = context;
  const before = await lockRow(context, apiKeyModel, id);
  if (before.revokedAt) throw new DomainError('conflict', 'The key is revoked.');
  if (fields.expiresAt && fields.expiresAt <= now) throw invalid('expiresAt', 'must lie in the future');
  await tx.apiKey.update({
    where: { id },
    data: { ...compact(fields), version: { increment: 1 }, updatedAt: now },
  });
  return changed(context, apiKeyModel, before, before);
};
