import type { OperationInput, User } from '@strowger/contracts';
import type { Page, QueryContext, QueryHandler } from '../core/context.ts';
import { readOne, readPage } from '../core/read.ts';
import { nameSearch } from '../core/search.ts';
import { userModel } from './read-model.ts';

export const getUser: QueryHandler<'getUser'> = (context, { userId }) => readOne(context, userModel, userId);

export const getUsers: QueryHandler<'getUsers'> = (context, input) => readUsers(context, input);

/** A page of the users in scope, or of those of one customer. */
export function readUsers(
  context: QueryContext,
  input: OperationInput<'getUsers'>,
  customerId?: string,
): Promise<Page<User>> {
  const { limit, cursor, ...filters } = input;
  const byCreation = input.sort?.endsWith('createdAt');
  return readPage(context, userModel, {
    limit,
    cursor,
    fingerprint: { ...filters, customerId },
    sort: byCreation ? { sql: 't.created_at', type: 'timestamptz' } : { sql: 't.username', type: 'text' },
    descending: input.sort?.startsWith('-') ?? false,
    // Of one customer they stand in order; those of a scope are sorted where it is small, and walked in order where it is large.
    byValues: customerId === undefined || input.search !== undefined,
    where: (p) => [
      customerId && `t.customer_id = ${p.add(customerId)}`,
      input.status && `t.status = ${p.add(input.status)}::user_status`,
      input.externalId && `t.external_id = ${p.add(input.externalId)}`,
      input.search && nameSearch(p, ['t.username', 't.display_name'], input.search),
    ],
  });
}
