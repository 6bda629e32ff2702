import type { Prisma } from '@strowger/db';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { insertRow } from '../core/insert-row.ts';
import { newId } from '../core/new-id.ts';
import { presentCreated } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import type { OwnerRow } from '../customers/read-model.ts';
import { userModel } from './read-model.ts';
import { resolveDomain } from './resolve-domain.ts';
import { requireStrongPassword, sipDigests } from './sip-digest.ts';

export const createUser: MutationHandler<'createUser'> = async (context, input) => {
  const { now } = context;
  const { password, domainId, ...fields } = input;
  requireStrongPassword(password, input.username);
  // Asked for together, in one packet.
  const held = holdLiveOwner(context, input.customerId);
  const ownerPath = held.then(({ path }) => path);
  const [owner, domain] = await Promise.all([held, resolveDomain(context, ownerPath, domainId)]);
  await requireRoom(context, owner);

  const row = await insertRow(context, userModel, {
    id: newId(now),
    path: owner.path,
    customerId: owner.id,
    externalId: fields.externalId ?? null,
    username: fields.username,
    domainId: domain.id,
    ...sipDigests(fields.username, domain.domain, password),
    displayName: fields.displayName ?? null,
    callerId: fields.callerId ?? null,
    callerIdPresentation: fields.callerIdPresentation ?? 'allowed',
    allowedCallerIds: fields.allowedCallerIds ?? [],
    status: fields.status ?? 'active',
    maxRegistrations: fields.maxRegistrations ?? 5,
    maxCalls: fields.maxCalls ?? null,
    codecs: fields.codecs ?? [],
    transport: fields.transport ?? 'udp',
    srtp: fields.srtp ?? 'off',
    timeZone: fields.timeZone ?? null,
    createdAt: now,
    updatedAt: now,
  } satisfies Prisma.UserUncheckedCreateInput);
  return presentCreated(context, userModel, row, { customerId: owner.id, path: owner.path });
};

/** maxUsers counts the customer's own users; an advisory lock keeps concurrent creations from passing it together. */
async function requireRoom({ tx }: MutationContext, owner: OwnerRow): Promise<void> {
  if (owner.maxUsers === null) return;
  await tx.prepared('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`users of ${owner.id}`]);
  const [count] = await tx.prepared<{ users: number }>(
    'select count(*)::int as users from "user" where customer_id = $1',
    [owner.id],
  );
  const users = count?.users ?? 0;
  if (users >= owner.maxUsers) {
    throw new DomainError('conflict', `The customer has ${users} users, the most it may have.`);
  }
}
