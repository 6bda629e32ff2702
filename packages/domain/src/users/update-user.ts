import { compact } from '../core/compact.ts';
import type { MutationHandler } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { userModel } from './read-model.ts';
import { findDomain } from './resolve-domain.ts';
import { requireStrongPassword, sipDigests } from './sip-digest.ts';

export const updateUser: MutationHandler<'updateUser'> = async (context, input) => {
  const { userId: id, password, ...fields } = input;
  const before = await lockRow(context, userModel, id);
  const username = fields.username ?? before.username;
  const domain =
    fields.domainId === undefined || fields.domainId === before.domainId
      ? { id: before.domainId, domain: before.domain }
      : await findDomain(context, before.path, fields.domainId);
  const renamed = username !== before.username || domain.id !== before.domainId;
  if (renamed && password === undefined) {
    throw invalid(
      'password',
      'must be given with a new username or domainId: only digests of the old one are stored',
    );
  }
  if (password !== undefined) requireStrongPassword(password, username);

  await context.tx.user.update({
    where: { id },
    data: {
      ...compact(fields),
      ...(password !== undefined && sipDigests(username, domain.domain, password)),
      version: { increment: 1 },
      updatedAt: context.now,
    },
  });
  return changed(context, userModel, before, before, { password });
};
