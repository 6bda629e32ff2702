import type { MutationHandler, QueryHandler } from '../core/context.ts';
import { ownedOperations } from '../owned/owned-resource.ts';
import { whitelistRules } from './rules.ts';

const whitelists = ownedOperations(whitelistRules);

const getWhitelist: QueryHandler<'getWhitelist'> = (context, { whitelistId }) =>
  whitelists.get(context, whitelistId);
const getCustomerWhitelists: QueryHandler<'getCustomerWhitelists'> = (context, { customerId, ...list }) =>
  whitelists.list(context, { customerId }, list);
const getUserWhitelists: QueryHandler<'getUserWhitelists'> = (context, { userId, ...list }) =>
  whitelists.list(context, { userId }, list);
const createWhitelist: MutationHandler<'createWhitelist'> = (context, input) =>
  whitelists.create(context, input);
const updateWhitelist: MutationHandler<'updateWhitelist'> = (context, { whitelistId, ...input }) =>
  whitelists.update(context, whitelistId, input);
const deleteWhitelist: MutationHandler<'deleteWhitelist'> = (context, { whitelistId }) =>
  whitelists.delete(context, whitelistId);

export const whitelistQueries = { getWhitelist, getCustomerWhitelists, getUserWhitelists };
export const whitelistMutations = { createWhitelist, updateWhitelist, deleteWhitelist };
