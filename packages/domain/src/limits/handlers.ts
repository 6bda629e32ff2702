import type { MutationHandler, QueryHandler } from '../core/context.ts';
import { ownedOperations } from '../owned/owned-resource.ts';
import { limitRules } from './rules.ts';

const limits = ownedOperations(limitRules);

const getLimit: QueryHandler<'getLimit'> = (context, { limitId }) => limits.get(context, limitId);
const getCustomerLimits: QueryHandler<'getCustomerLimits'> = (context, { customerId, ...list }) =>
  limits.list(context, { customerId }, list);
const getUserLimits: QueryHandler<'getUserLimits'> = (context, { userId, ...list }) =>
  limits.list(context, { userId }, list);
const createLimit: MutationHandler<'createLimit'> = (context, input) => limits.create(context, input);
const updateLimit: MutationHandler<'updateLimit'> = (context, { limitId, ...input }) =>
  limits.update(context, limitId, input);
const deleteLimit: MutationHandler<'deleteLimit'> = (context, { limitId }) => limits.delete(context, limitId);

export const limitQueries = { getLimit, getCustomerLimits, getUserLimits };
export const limitMutations = { createLimit, updateLimit, deleteLimit };
