import type { QueryHandler } from '../core/context.ts';
import { readOne, readPage, readRow } from '../core/read.ts';
import { customerModel } from '../customers/read-model.ts';
import { sourceModel } from './read-model.ts';

export const getCallRecordSource: QueryHandler<'getCallRecordSource'> = (context, { sourceId }) =>
  readOne(context, sourceModel, sourceId);

export const getCustomerCallRecordSources: QueryHandler<'getCustomerCallRecordSources'> = async (
  context,
  input,
) => {
  await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, sourceModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.name', type: 'text' },
    where: (p) => [`t.customer_id = ${p.add(input.customerId)}`],
  });
};
