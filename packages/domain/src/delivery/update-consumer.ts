import type { OperationInput } from '@strowger/contracts';
import type { Prisma } from '@strowger/db';
import { Prisma as Sql } from '@strowger/db';
import { compact } from '../core/compact.ts';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { type ConsumerRow, consumerModel } from './consumer-model.ts';
import { placeLiveCursor } from './live-records.ts';
import { holdRequests, resumeRequests } from './open-requests.ts';
import { requestVerification } from './request-verification.ts';
import { requireTarget } from './target.ts';

/** The reason where somebody did it: nothing is wrong then. */
export const DISABLED_BY_HAND = 'It was disabled by hand.';

type Change = OperationInput<'updateConsumer'>;

export const updateConsumer: MutationHandler<'updateConsumer'> = async (context, input) => {
  const { deps, tx, now } = context;
  const { consumerId: id, url: _, status: __, ...fields } = input;
  const before = await lockRow(context, consumerModel, id);
  const url = input.url === undefined ? before.url : requireTarget(input.url, deps.webhookPolicy);
  const moved = url !== before.url;
  await requireAllowed(context, before, input, moved);

  await tx.consumer.update({
    where: { id },
    data: {
      ...compact(fields),
      ...(fields.events && { events: [...new Set(fields.events)] }),
      ...(moved && { url, ...unverified }),
      ...(input.status === 'verified' && enabled),
      ...(input.status === 'disabled' && {
        status: 'disabled',
        disabledReason: DISABLED_BY_HAND,
        confirmationHash: null,
      }),
      version: { increment: 1 },
      updatedAt: now,
    },
  });
  if (moved || input.status === 'disabled') await holdRequests(tx, id, now);
  if (moved && input.status !== 'disabled') await requestVerification(context, id);
  if (input.status === 'verified') await resumeRequests(tx, deps.queue, id, now);
  await placeLiveCursor(tx, id);
  return changed(context, consumerModel, before, before);
};

const unverified = {
  status: 'pending',
  disabledReason: null,
  verification: Sql.DbNull,
  verifiedAt: null,
  confirmationHash: null,
  failingSince: null,
  pausedUntil: null,
} satisfies Prisma.ConsumerUpdateInput;

/** What a consumer that is taken into use (again) begins with. */
export const enabled = {
  status: 'verified',
  disabledReason: null,
  failingSince: null,
  pausedUntil: null,
} satisfies Prisma.ConsumerUpdateInput;

async function requireAllowed(
  context: MutationContext,
  before: ConsumerRow,
  input: Change,
  moved: boolean,
): Promise<void> {
  if (before.kind === 'inbox' && moved) throw invalid('url', 'of an inbox never changes');
  if (moved || input.status === 'verified') await holdLiveOwner(context, before.customerId);
  if (input.status !== 'verified') return;
  if (moved) throw invalid('status', 'cannot be verified for a new url: that one is verified first');
  if (before.verifiedAt === null)
    throw new DomainError('conflict', 'The consumer was never verified at this url: have it verified.');
  if (before.expiresAt !== null && before.expiresAt <= context.now)
    throw new DomainError('conflict', 'The inbox has expired.');
}
