import type { QueryHandler } from '../core/context.ts';
import { readOne, readPage, readRow } from '../core/read.ts';
import { customerModel } from '../customers/read-model.ts';
import { reratingModel } from './read-model.ts';

export const getRerating: QueryHandler<'getRerating'> = (context, { reratingId }) =>
  readOne(context, reratingModel, reratingId);

/** Newest first. */
export const getReratings: QueryHandler<'getReratings'> = async (context, input) => {
  const { limit, cursor, ...fingerprint } = input;
  if (input.customerId) await readRow(context, customerModel, input.customerId);
  return readPage(context, reratingModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.id', type: 'uuid' },
    descending: true,
    where: (p) => [
      input.status && `t.status = ${p.add(input.status)}::rerating_status`,
      input.customerId && `t.customer_id = ${p.add(input.customerId)}`,
    ],
  });
};
