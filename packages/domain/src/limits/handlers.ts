import type { Limit } from '@strowger/contracts';
import type { MutationHandler, Page, QueryContext, QueryHandler } from '../core/context.ts';
import { ownedOperations } from '../owned/owned-resource.ts';
import { withLiveFields } from './live-limits.ts';
import { limitRules } from './rules.ts';

const limits = ownedOperations(limitRules);

/** What a limit stands at is read apart: it changes without the limit, and is no part of what the audit says. */
const live = async (context: QueryContext, page: Page<Limit>): Promise<Page<Limit>> => ({
  ...page,
  items: await withLiveFields(context.deps.db.rows, page.items, context.now),
});

const getLimit: QueryHandler<'getLimit'> = async (context, { limitId }) => {
  const limit = await limits.get(context, limitId);
  const [read] = await withLiveFields(context.deps.db.rows, [limit], context.now);
  return read ?? limit;
};
const getCustomerLimits: QueryHandler<'getCustomerLimits'> = async (context, { customerId, ...list }) =>
  live(context, await limits.list(context, { customerId }, list));
const getUserLimits: QueryHandler<'getUserLimits'> = async (context, { userId, ...list }) =>
  live(context, await limits.list(context, { userId }, list));
const createLimit: MutationHandler<'createLimit'> = async (context, input) => {
  const limit = await limits.create(context, input);
  const [made] = await withLiveFields(context.tx.rows, [limit], context.now);
  return made ?? limit;
};
const updateLimit: MutationHandler<'updateLimit'> = async (context, { limitId, ...input }) => {
  const limit = await limits.update(context, limitId, input);
  const [now] = await withLiveFields(context.tx.rows, [limit], context.now);
  return now ?? limit;
};
const deleteLimit: MutationHandler<'deleteLimit'> = (context, { limitId }) => limits.delete(context, limitId);

export const limitQueries = { getLimit, getCustomerLimits, getUserLimits };
export const limitMutations = { createLimit, updateLimit, deleteLimit };
