import type { OperationInput } from '@strowger/contracts';
import type { QueryHandler } from '../core/context.ts';
import { type ListQuery, type Parameters, readOne, readPage, readRow, type SortKey } from '../core/read.ts';
import { contains } from '../core/search.ts';
import { userModel } from '../users/read-model.ts';
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
  };
}

function filters(p: Parameters, input: CustomerList) {
  return [
    input.kind && `t.kind = ${p.add(input.kind)}::customer_kind`,
    input.status && `t.status = ${p.add(input.status)}::customer_status`,
    input.externalId && `t.external_id = ${p.add(input.externalId)}`,
    input.search && `t.name ilike ${p.add(contains(input.search))}`,
  ];
}

export const getCustomerUsers: QueryHandler<'getCustomerUsers'> = async (context, input) => {
  await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  const byCreation = input.sort?.endsWith('createdAt');
  return readPage(context, userModel, {
    limit,
    cursor,
    fingerprint,
    sort: byCreation ? { sql: 't.created_at', type: 'timestamptz' } : { sql: 't.username', type: 'text' },
    descending: input.sort?.startsWith('-') ?? false,
    where: (p) => [
      `t.customer_id = ${p.add(input.customerId)}`,
      input.status && `t.status = ${p.add(input.status)}::user_status`,
      input.externalId && `t.external_id = ${p.add(input.externalId)}`,
      input.search && searchUsers(p, input.search),
    ],
  });
};

function searchUsers(p: Parameters, text: string): string {
  const pattern = p.add(contains(text));
  return `(t.username ilike ${pattern} or t.display_name ilike ${pattern})`;
}
