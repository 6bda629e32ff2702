import type { QueryHandler } from '../core/context.ts';
import { readOne, readPage, readRow } from '../core/read.ts';
import { customerModel } from '../customers/read-model.ts';
import { apiKeyModel } from './read-model.ts';

export const getApiKey: QueryHandler<'getApiKey'> = (context, { apiKeyId }) =>
  readOne(context, apiKeyModel, apiKeyId);

export const getCustomerApiKeys: QueryHandler<'getCustomerApiKeys'> = async (context, input) => {
  await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, apiKeyModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.name', type: 'text' },
    where: (p) => [`t.customer_id = ${p.add(input.customerId)}`],
  });
};
