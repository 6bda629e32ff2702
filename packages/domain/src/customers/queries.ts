import type { OperationInput } from '@strowger/contracts';
import type { QueryHandler } from '../core/context.ts';
import { type ListQuery, type Parameters, readOne, readPage, readRow, type SortKey } from '../core/read.ts';
import { nameSearch } from '../core/search.ts';
import { readUsers } from '../users/queries.ts';
import { customerModel } from './read-model.ts';

export const getCustomer: QueryHandler<'getCustomer'> = (context, { customerId }) =>
  readOne(context, customerModel, customerId);

/** In tree order unless told otherwise: a parent stands before what is below it. */
export const getCustomers: QueryHandler<'getCustomers'> = (context, input) =>
  readPage(context, customerModel, { ...listOf(input, 'path'), where: (p) => filters(p, input) });

export const getCustomerCustomers: QueryHandler<'getCustomerCustomers'> = async (context, input) => {
  await readRow(context, customerModel, input.customerId);
  return readPage(context, customerModel, {
    ...listOf(input, 'name'),
    byValues: true,
    where: (p) => [`t.parent_id = ${p.add(input.customerId)}`, ...filters(p, input)],
  });
};

type CustomerList = OperationInput<'getCustomers'>;

const sortKeys = {
  path: { sql: 't.path', type: 'text', unique: true },
  name: { sql: 't.name', type: 'text' },
  createdAt: { sql: 't.created_at', type: 'timestamptz' },
} as const satisfies Record<string, SortKey>;

function listOf(input: CustomerList, fallback: keyof typeof sortKeys): Omit<ListQuery, 'where'> {
  const { limit, cursor, ...fingerprint } = input;
  const name = (input.sort?.replace('-', '') ?? fallback) as keyof typeof sortKeys;
  return {
    limit,
    cursor,
    fingerprint,
    sort: sortKeys[name],
    descending: input.sort?.startsWith('-') ?? false,
    // In tree order the scope is a range of it; along any other order, and where few fit, it depends on how large the scope is.
    byValues: input.search !== undefined || input.status !== undefined || name !== 'path',
  };
}

function filters(p: Parameters, input: CustomerList) {
  return [
    input.kind && `t.kind = ${p.add(input.kind)}::customer_kind`,
    input.status && `t.status = ${p.add(input.status)}::customer_status`,
    input.externalId && `t.external_id = ${p.add(input.externalId)}`,
    input.search && nameSearch(p, ['t.name'], input.search),
  ];
}

export const getCustomerUsers: QueryHandler<'getCustomerUsers'> = async (
  context,
  { customerId, ...input },
) => {
  await readRow(context, customerModel, customerId);
  return readUsers(context, input, customerId);
};
