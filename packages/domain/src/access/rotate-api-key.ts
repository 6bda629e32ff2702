import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { hashApiKey, keyHint, makeApiKey } from './api-key-secret.ts';
import { apiKeyModel } from './read-model.ts';
import { requireHeldScopes } from './require-held-scopes.ts';

/** Who is shown the new key could use it: as with a new one, it has no scope that its maker lacks. */
export const rotateApiKey: MutationHandler<'rotateApiKey'> = async (context, { apiKeyId: id }) => {
  const { tx, now, caller } = context;
  const before = await lockRow(context, apiKeyModel, id);
  if (before.revokedAt) throw new DomainError('conflict', 'The key is revoked.');
  requireHeldScopes(caller, before.scopes);
  const key = makeApiKey();
  await tx.apiKey.update({
    where: { id },
    data: { secretHash: hashApiKey(key), hint: keyHint(key), version: { increment: 1 }, updatedAt: now },
  });
  return { ...(await changed(context, apiKeyModel, before, before, { key })), key };
};
