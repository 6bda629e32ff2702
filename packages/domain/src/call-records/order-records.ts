import {
  type CallRecordRequest,
  callRecordFields,
  type OperationInput,
  type RecordFilters,
} from '@strowger/contracts';
import { actorId, actorReference } from '../core/caller.ts';
import { compact } from '../core/compact.ts';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError, invalidParameter } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { isWithin } from '../core/tree-path.ts';
import { changed, created, holdRow, reread } from '../core/write.ts';
import { customerModel } from '../customers/read-model.ts';
import { ENCODER_VERSION } from '../delivery/record-fields.ts';
import { readKeptFrom } from '../partitions/kept-from.ts';
import { requestModel } from './request-model.ts';
import { resolveConsumer } from './resolve-consumer.ts';

type Order = OperationInput<'getCallRecords'>;

const PERIOD_DAYS_MAX = 366;
const SAME_WITHIN_SECONDS = 60;
const DAY_MS = 86_400_000;

export const getCallRecords: MutationHandler<'getCallRecords'> = (context, input) =>
  orderRecords(context, context.caller, input);

export const getCustomerCallRecords: MutationHandler<'getCustomerCallRecords'> = async (context, input) => {
  const { customerId, ...order } = input;
  const customer = await holdRow(context, customerModel, customerId, 'customerId');
  return orderRecords(context, { customerId: customer.id, path: customer.path }, order);
};

/** Stores the order together with its job, or gives back the one that the same call made a moment ago. */
async function orderRecords(
  context: MutationContext,
  scope: { customerId: string; path: string },
  order: Order,
): Promise<CallRecordRequest> {
  const { deps, tx, now, caller } = context;
  const hash = hashOf(context, scope.customerId, order);
  const same = await findSame(context, hash);
  if (same) return changed(context, requestModel, same, same);

  const to = order.to ?? now;
  requirePeriod(order.from, to, await readKeptFrom(tx.rows));
  const filters = filtersOf(order);
  await requireUser(context, filters.userId);
  const consumer = await resolveConsumer(context, order.consumer, scope.path);
  const id = newId(now);
  await tx.callRecordRequest.create({
    data: {
      id,
      customerId: caller.customerId,
      path: caller.path,
      scopeCustomerId: scope.customerId,
      consumerId: consumer.id,
      from: order.from,
      to,
      periodBy: order.periodBy ?? 'startedAt',
      filters,
      fields: fieldsOf(order.fields),
      format: consumer.format,
      gzip: consumer.gzip,
      batchSize: consumer.batchSize,
      encoderVersion: ENCODER_VERSION,
      wakeAt: now,
      requestedBy: actorReference(caller.actor),
      queryHash: hash,
      idempotencyKey: keyHash(context),
      createdAt: now,
      updatedAt: now,
    },
  });
  await deps.queue.enqueue(tx, { name: 'fulfilRequest', data: { requestId: id } });
  return created(context, requestModel, id, caller);
}

/** Calls are the same by who calls, the path and the parsed query: a `to` that is left out stays left out here. */
function hashOf({ deps, caller, operationId }: MutationContext, scopeId: string, order: Order): string {
  const query = Object.entries(order).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([actorId(caller.actor), caller.customerId, operationId, scopeId, query]);
  return deps.keyring.mac('idempotency', text);
}

/** The lock lets the same calls that come at once take turns, so that all but the first find the first one's request. */
async function findSame(context: MutationContext, hash: string) {
  const { tx, now } = context;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${hash}, 0))`;
  const same = await tx.callRecordRequest.findFirst({
    where: {
      queryHash: hash,
      idempotencyKey: keyHash(context),
      createdAt: { gt: new Date(now.getTime() - SAME_WITHIN_SECONDS * 1000) },
      status: { notIn: ['failed', 'cancelled'] },
    },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return same ? reread(context, requestModel, same.id) : undefined;
}

const keyHash = ({ deps, meta }: MutationContext): string | null =>
  meta.idempotencyKey === undefined ? null : deps.keyring.mac('idempotency', meta.idempotencyKey);

function requirePeriod(from: Date, to: Date, keptFrom: Date | null): void {
  if (from >= to) throw invalidParameter('from', 'must lie before to');
  if (to.getTime() - from.getTime() > PERIOD_DAYS_MAX * DAY_MS) {
    throw invalidParameter('to', `must lie at most ${PERIOD_DAYS_MAX} days after from`);
  }
  // Part of them would look like all of them.
  if (keptFrom && from < keptFrom) {
    throw invalidParameter(
      'from',
      `must not lie before ${keptFrom.toISOString()}: older records are not kept`,
    );
  }
}

const filtersOf = ({ direction, disposition, userId, fromNumber, toNumber }: Order): RecordFilters =>
  compact({ direction, disposition, userId, fromNumber, toNumber });

/** A user that is not in the scope answers as one that never was; one that is gone cannot be asked for by name. */
async function requireUser({ tx, caller }: MutationContext, userId: string | undefined): Promise<void> {
  if (userId === undefined) return;
  const user = await tx.user.findUnique({ where: { id: userId }, select: { path: true } });
  if (user && isWithin(user.path, caller.path)) return;
  const detail = 'names no user';
  throw new DomainError('notFound', 'There is no such user.', {
    fields: [{ code: 'notFound', parameter: 'userId', detail }],
  });
}

/** The wanted fields, each once, in the order of the contract; none means all. */
const fieldsOf = (wanted: readonly string[] | undefined): string[] =>
  wanted === undefined ? [] : callRecordFields.filter((field) => field === 'id' || wanted.includes(field));
