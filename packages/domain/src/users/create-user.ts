import type { Prisma } from '@strowger/db';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { insertAtCommit } from '../core/insert-row.ts';
import { newId } from '../core/new-id.ts';
import { presentCreated } from '../core/write.ts';
import { holdLiveOwnerAs } from '../customers/create-customer.ts';
import type { OwnerRow } from '../customers/read-model.ts';
import { userModel } from './read-model.ts';
import { domainOf, ownerAndDomainModel } from './resolve-domain.ts';
import { requireStrongPassword, sipDigests } from './sip-digest.ts';

export const createUser: MutationHandler<'createUser'> = async (context, input) => {
  const { now } = context;
  const { password, domainId, ...fields } = input;
  requireStrongPassword(password, input.username);
  const owner = await holdLiveOwnerAs(context, ownerAndDomainModel, input.customerId, 'customerId', [
    domainId ?? null,
  ]);
  const domain = await domainOf(context, owner, domainId);
  await requireRoom(context, owner);

  const row = {
    id: newId(now),
    path: owner.path,
    customerId: owner.id,
    externalId: fields.externalId ?? null,
    username: fields.username,
    domainId: domain.id,
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
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  insertAtCommit(context, userModel, {
    ...row,
    ...sipDigests(row.username, domain.domain, password),
  } satisfies Prisma.UserUncheckedCreateInput);
  const known = { ...row, domain: domain.domain };
  return presentCreated(context, userModel, known, { customerId: owner.id, path: owner.path });
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
