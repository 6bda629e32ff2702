import { encodeId, type NumberRange } from '@strowger/contracts';
import type { MutationContext, MutationHandler, QueryHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { type ReadModel, readOne, readPage, readRow } from '../core/read.ts';
import { depthOf } from '../core/tree-path.ts';
import { created, deleted, lockRow } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { customerModel } from '../customers/read-model.ts';
import { requireRange } from './shape.ts';

type NumberRangeRow = {
  id: string;
  customerId: string;
  path: string;
  externalId: string | null;
  rangeStart: string;
  rangeEnd: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

const numberRangeModel: ReadModel<NumberRangeRow, NumberRange> = {
  kind: 'numberRange',
  from: 'number_range t',
  path: 't.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 't.path',
    externalId: 't.external_id',
    rangeStart: "'+' || t.first_number",
    rangeEnd: "'+' || t.last_number",
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('numberRange', row.id),
    customerId: encodeId('customer', row.customerId),
    externalId: row.externalId,
    rangeStart: row.rangeStart,
    rangeEnd: row.rangeEnd,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};

const getNumberRange: QueryHandler<'getNumberRange'> = (context, { numberRangeId }) =>
  readOne(context, numberRangeModel, numberRangeId);

const getCustomerNumberRanges: QueryHandler<'getCustomerNumberRanges'> = async (context, input) => {
  await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, numberRangeModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.first_number', type: 'bigint' },
    where: (p) => [`t.customer_id = ${p.add(input.customerId)}`],
  });
};

const createNumberRange: MutationHandler<'createNumberRange'> = async (context, input) => {
  const { tx, now } = context;
  requirePlatform(context);
  const owner = await holdLiveOwner(context, input.customerId);
  const { first, last } = requireRange(input.rangeStart, input.rangeEnd);
  const id = newId(now);
  await tx.numberRange.create({
    data: {
      id,
      customerId: owner.id,
      path: owner.path,
      externalId: input.externalId ?? null,
      firstNumber: first,
      lastNumber: last,
      createdAt: now,
      updatedAt: now,
    },
  });
  return created(context, numberRangeModel, id, { customerId: owner.id, path: owner.path });
};

const deleteNumberRange: MutationHandler<'deleteNumberRange'> = async (context, { numberRangeId }) => {
  requirePlatform(context);
  const before = await lockRow(context, numberRangeModel, numberRangeId);
  await refuseWhileUsed(context, before);
  await context.tx.numberRange.delete({ where: { id: before.id } });
  return deleted(context, numberRangeModel, before, before);
};

/** Numbers come from the regulator to the platform: nobody below makes any. */
function requirePlatform({ caller }: MutationContext): void {
  if (depthOf(caller.path) > 1)
    throw new DomainError('reservedToParent', 'Numbers are allotted by the platform.');
}

async function refuseWhileUsed({ tx }: MutationContext, range: NumberRangeRow): Promise<void> {
  const [first, last] = [range.rangeStart, range.rangeEnd].map((number) => BigInt(number.slice(1))) as [
    bigint,
    bigint,
  ];
  const users = await tx.extension.findMany({
    where: { direction: 'inbound', firstNumber: { lte: last }, lastNumber: { gte: first } },
    select: { id: true },
    take: 20,
  });
  if (users.length > 0) {
    const named = users.map(({ id }) => encodeId('extension', id)).join(', ');
    throw new DomainError('conflict', `The range is in use by ${named}.`);
  }
}

export const numberRangeQueries = { getNumberRange, getCustomerNumberRanges };
export const numberRangeMutations = { createNumberRange, deleteNumberRange };
