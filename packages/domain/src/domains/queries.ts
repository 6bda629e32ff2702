import type { QueryHandler } from '../core/context.ts';
import { readOne, readPage, readRow } from '../core/read.ts';
import { customerModel } from '../customers/read-model.ts';
import { domainModel } from './read-model.ts';

export const getDomain: QueryHandler<'getDomain'> = (context, { domainId }) =>
  readOne(context, domainModel, domainId);

export const getCustomerDomains: QueryHandler<'getCustomerDomains'> = async (context, input) => {
  await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, domainModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.domain', type: 'text' },
    where: (p) => [
      `t.customer_id = ${p.add(input.customerId)}`,
      input.externalId && `t.external_id = ${p.add(input.externalId)}`,
    ],
  });
};
