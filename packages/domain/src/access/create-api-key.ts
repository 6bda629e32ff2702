import type { MutationHandler } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { created } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { hashApiKey, makeApiKey } from './api-key-secret.ts';
import { apiKeyModel } from './read-model.ts';

const HINT_LENGTH = 10;

/** A key hands out no right that its maker lacks: a key's own scopes are the most it can give. */
export const createApiKey: MutationHandler<'createApiKey'> = async (context, input) => {
  const { tx, now, caller } = context;
  const owner = await holdLiveOwner(context, input.customerId);
  if (caller.actor.kind === 'apiKey') {
    const held = caller.actor.scopes;
    const missing = input.scopes.filter((scope) => !held.has(scope));
    if (missing.length > 0)
      throw new DomainError('missingScope', `The maker of the key lacks: ${missing.join(', ')}.`);
  }
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
      hint: key.slice(0, HINT_LENGTH),
      expiresAt: input.expiresAt ?? null,
      createdAt: now,
      updatedAt: now,
    },
  });
  return created(context, apiKeyModel, id, { customerId: owner.id, path: owner.path }, { key });
};
