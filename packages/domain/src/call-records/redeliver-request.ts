import type { OperationInput } from '@strowger/contracts';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { requireStillKept } from '../partitions/kept-from.ts';
import { type RequestRow, requestModel } from './request-model.ts';

type Redelivery = OperationInput<'redeliverCallRecordRequest'>;

/**
 * Puts messages of an ended request back to where they were before they were sent. They are made again from what the
 * request has pinned, and are the same bytes. What closed a request that lacked batches is true no more, and is made anew.
 */
export const redeliverCallRecordRequest: MutationHandler<'redeliverCallRecordRequest'> = async (
  context,
  input,
) => {
  const { deps, tx, now } = context;
  const { requestId: id } = input;
  const before = await lockRow(context, requestModel, id);
  requireEnded(before);
  await requireStillKept(tx.rows, before.from);
  await requireVerifiedConsumer(context, before);
  const sequence = sequenceOf(input);

  const again = await tx.$queryRawUnsafe<{ id: string }[]>(
    `update delivery set status = 'pending', attempts = 0, next_attempt_at = $2, too_large = false, delivered_at = null
     where request_id = $1::uuid and status <> 'retired' and case $3
       when 'failed' then kind = 'batch' and status = 'dead'
       when 'sequence' then kind = 'batch' and sequence = $4::int
       else kind = 'batch' or (kind = 'completed' and $5) end
     returning id`,
    id,
    now,
    input.scope,
    sequence ?? null,
    before.status === 'completed',
  );
  if (again.length === 0) throw nothingToSend(input);
  await tx.$executeRawUnsafe(
    `with closing as (
       update delivery set status = 'retired' where request_id = $1::uuid and kind = 'failed' returning id)
     update call_record_request set status = 'delivering', completed_at = null, last_error = null, wake_at = $2,
       version = version + 1, updated_at = $2, delivered_batches = (select count(*) from delivery
         where request_id = $1::uuid and kind = 'batch' and status = 'delivered')
     where id = $1::uuid and (select count(*) from closing) >= 0`,
    id,
    now,
  );
  await deps.queue.enqueue(tx, { name: 'fulfilRequest', data: { requestId: id } });
  return changed(context, requestModel, before, before);
};

function requireEnded({ status }: RequestRow): void {
  if (status === 'completed' || status === 'failed') return;
  throw new DomainError(
    'conflict',
    status === 'cancelled'
      ? 'The request was cancelled: order the records anew.'
      : `The request is ${status}: it is not sent again before it has ended.`,
  );
}

async function requireVerifiedConsumer({ tx }: MutationContext, { consumerId }: RequestRow): Promise<void> {
  const consumer = await tx.consumer.findUnique({ where: { id: consumerId }, select: { status: true } });
  if (consumer?.status !== 'verified')
    throw new DomainError('conflict', 'The consumer is not verified now: enable it first.');
}

function sequenceOf({ scope, sequence }: Redelivery): number | undefined {
  if (scope === 'sequence' && sequence === undefined)
    throw invalid('sequence', 'must be given for this scope');
  if (scope !== 'sequence' && sequence !== undefined)
    throw invalid('sequence', 'must be given for the scope sequence only');
  return sequence;
}

const nothingToSend = ({ scope }: Redelivery): DomainError => {
  if (scope === 'sequence') return invalid('sequence', 'names no batch of the request');
  return new DomainError(
    'conflict',
    scope === 'failed' ? 'No batch of the request was given up.' : 'The request has no batch.',
  );
};
