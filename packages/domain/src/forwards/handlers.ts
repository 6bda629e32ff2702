import type { MutationHandler, QueryHandler } from '../core/context.ts';
import { ownedOperations } from '../owned/owned-resource.ts';
import { forwardRules } from './rules.ts';

const forwards = ownedOperations(forwardRules);

const getForward: QueryHandler<'getForward'> = (context, { forwardId }) => forwards.get(context, forwardId);
const getCustomerForwards: QueryHandler<'getCustomerForwards'> = (context, { customerId, ...list }) =>
  forwards.list(context, { customerId }, list);
const getUserForwards: QueryHandler<'getUserForwards'> = (context, { userId, ...list }) =>
  forwards.list(context, { userId }, list);
const createForward: MutationHandler<'createForward'> = (context, input) => forwards.create(context, input);
const updateForward: MutationHandler<'updateForward'> = (context, { forwardId, ...input }) =>
  forwards.update(context, forwardId, input);
const deleteForward: MutationHandler<'deleteForward'> = (context, { forwardId }) =>
  forwards.delete(context, forwardId);

export const forwardQueries = { getForward, getCustomerForwards, getUserForwards };
export const forwardMutations = { createForward, updateForward, deleteForward };
