import { encodeId } from '@strowger/contracts';
import type { MutationHandler } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { created, holdRow } from '../core/write.ts';
import { customerModel } from '../customers/read-model.ts';
import { reratingModel } from './read-model.ts';

const PERIOD_DAYS_MAX = 366;
const DAY_MS = 86_400_000;

/** Stores the order together with its job. */
export const rerateCallRecords: MutationHandler<'rerateCallRecords'> = async (context, input) => {
  const { deps, tx, now, caller } = context;
  const seller = await holdRow(context, customerModel, input.customerId, 'customerId');
  if (seller.kind === 'end') throw invalid('customerId', 'names an end customer, which sells to nobody');
  if (input.childId) await holdRow(context, customerModel, input.childId, 'childId');
  if (input.from >= input.to) throw invalid('to', 'must lie after from');
  if (input.to.getTime() - input.from.getTime() > PERIOD_DAYS_MAX * DAY_MS)
    throw invalid('to', `must lie at most ${PERIOD_DAYS_MAX} days after from`);

  const id = newId(now);
  const { actor } = caller;
  await tx.rerating.create({
    data: {
      id,
      customerId: seller.id,
      path: seller.path,
      origin: 'ordered',
      childId: input.childId ?? null,
      from: input.from,
      to: input.to,
      direction: input.direction ?? null,
      toNumber: input.toNumber ?? null,
      only: input.only ?? 'all',
      plan: input.plan ?? 'asAccepted',
      dryRun: input.dryRun ?? false,
      requestedBy: actor.kind === 'system' ? actor.name : encodeId(actor.kind, actor.id),
      createdAt: now,
      updatedAt: now,
    },
  });
  await deps.queue.enqueue(tx, { name: 'rerate', data: { reratingId: id } });
  return created(context, reratingModel, id, { customerId: seller.id, path: seller.path });
};
