import { randomBytes } from 'node:crypto';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { created } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { consumerModel } from './consumer-model.ts';
import { newSecret } from './signature.ts';

const INBOX_HOURS = 24;
const OPEN_INBOXES_MAX = 10;

/** A consumer inside the server: verified from the start, as what it gets goes nowhere else. */
export const createInbox: MutationHandler<'createInbox'> = async (context, input) => {
  const { deps, tx, now } = context;
  const owner = await holdLiveOwner(context, input.customerId);
  await requireRoom(context, owner.id);
  const secret = newSecret();
  const id = newId(now);
  await tx.consumer.create({
    data: {
      id,
      customerId: owner.id,
      path: owner.path,
      kind: 'inbox',
      url: `${deps.publicUrl}/inbox/${randomBytes(24).toString('base64url')}`,
      status: 'verified',
      verifiedAt: now,
      expiresAt: new Date(now.getTime() + INBOX_HOURS * 3_600_000),
      secretCiphertext: deps.keyring.seal('consumer-secret', secret),
      createdAt: now,
      updatedAt: now,
    },
  });
  return created(context, consumerModel, id, { customerId: owner.id, path: owner.path }, { secret });
};

async function requireRoom({ tx, now }: MutationContext, customerId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`inboxes of ${customerId}`}, 0))`;
  const open = await tx.consumer.count({ where: { customerId, kind: 'inbox', expiresAt: { gt: now } } });
  if (open >= OPEN_INBOXES_MAX) {
    throw new DomainError(
      'conflict',
      `The customer has ${open} open inboxes, the most it may have: each ends after a day.`,
    );
  }
}
