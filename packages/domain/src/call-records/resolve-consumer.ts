import { decodeId } from '@strowger/contracts';
import type { MutationContext } from '../core/context.ts';
import { DomainError, invalidParameter } from '../core/domain-error.ts';
import { effectiveStatus } from '../core/effective-status.ts';
import { selectList } from '../core/read.ts';
import { isWithin, subtreeEnd } from '../core/tree-path.ts';
import { type ConsumerRow, consumerModel } from '../delivery/consumer-model.ts';

/**
 * The consumer that an order names: by its id, or by the URL it is registered with at the caller's own customer, else at
 * the only one of the scope that has it. It must be able to get records of the customer at `scopePath`.
 * @throws DomainError notFound; validation where it gets no records, or not these
 */
export async function resolveConsumer(
  context: MutationContext,
  reference: string,
  scopePath: string,
): Promise<ConsumerRow> {
  const consumer = await findConsumer(context, reference);
  const owner = await context.tx.$queryRawUnsafe<[{ status: string }]>(
    `select ${effectiveStatus('$1::text')}::text as status`,
    consumer.path,
  );
  const expired = consumer.expiresAt !== null && consumer.expiresAt <= context.now;
  if (consumer.status !== 'verified' || expired || owner[0].status === 'terminated') {
    throw invalidParameter('consumer', 'must name a verified consumer', 'notVerified');
  }
  if (!isWithin(scopePath, consumer.path)) {
    throw invalidParameter(
      'consumer',
      'must belong to the customer whose records are asked for, or to a level above it',
      'outOfScope',
    );
  }
  return consumer;
}

async function findConsumer(context: MutationContext, reference: string): Promise<ConsumerRow> {
  const id = decodeId('consumer', reference);
  const found =
    id === undefined ? await findByUrl(context, reference) : await find(context, 't.id = $3::uuid', id);
  const own = found.filter(({ customerId }) => customerId === context.caller.customerId);
  const [first, second] = own.length > 0 ? own : found;
  if (!first) {
    const detail = 'names no consumer';
    throw new DomainError('notFound', 'There is no such consumer.', {
      fields: [{ code: 'notFound', parameter: 'consumer', detail }],
    });
  }
  if (second)
    throw invalidParameter('consumer', 'is the URL of several consumers: give the id of one', 'ambiguous');
  return first;
}

const findByUrl = async (context: MutationContext, text: string) =>
  URL.canParse(text) ? find(context, 't.url = $3', new URL(text).href) : [];

function find({ tx, caller }: MutationContext, condition: string, value: string): Promise<ConsumerRow[]> {
  return tx.$queryRawUnsafe<ConsumerRow[]>(
    `select ${selectList(consumerModel.columns)} from ${consumerModel.from}
     where t.path >= $1 and t.path < $2 and ${condition} limit 20 for share of t`,
    caller.path,
    subtreeEnd(caller.path),
    value,
  );
}
