import type { MutationHandler } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { created } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { hashApiKey, keyHint, makeApiKey } from './api-key-secret.ts';
import { apiKeyModel } from './read-model.ts';
import { requireHeldScopes } from './require-held-scopes.ts';

export const createApiKey: MutationHandler<'createApiKey'> = async (context, input) => {
  const { tx, now, caller } = context;
  const owner = await holdLiveOwner(context, input.customerId);
  requireHeldScopes(caller, input.scopes);
  if (input.expiresAt && input.expiresAt <= now) throw invalid('expiresAt', 'must lie in the future');

  const key = makeApiKey();
  const id = newId(now);
  await tx.apiKey.create({
    data: {
      id,
      customerId: owner.id,
      path: owner.path,
      name: input.name,
      scopes: [...new Set(input.scopes)],
      secretHash: hashApiKey(key),
      hint: keyHint(key),
      allowedCidrs: input.allowedCidrs ?? [],
      expiresAt: input.expiresAt ?? null,
      createdAt: now,
      updatedAt: now,
    },
  });
  return created(context, apiKeyModel, id, { customerId: owner.id, path: owner.path }, { key });
};
