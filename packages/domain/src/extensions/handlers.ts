import type { MutationHandler, QueryHandler } from '../core/context.ts';
import { ownedOperations } from '../owned/owned-resource.ts';
import { numberRangeMutations, numberRangeQueries } from './number-ranges.ts';
import { getExtensions } from './queries.ts';
import { extensionRules } from './rules.ts';

const extensions = ownedOperations(extensionRules);

const getExtension: QueryHandler<'getExtension'> = (context, { extensionId }) =>
  extensions.get(context, extensionId);
const getCustomerExtensions: QueryHandler<'getCustomerExtensions'> = (context, { customerId, ...list }) =>
  extensions.list(context, { customerId }, list);
const getUserExtensions: QueryHandler<'getUserExtensions'> = (context, { userId, ...list }) =>
  extensions.list(context, { userId }, list);
const createExtension: MutationHandler<'createExtension'> = (context, input) =>
  extensions.create(context, input);
const updateExtension: MutationHandler<'updateExtension'> = (context, { extensionId, ...input }) =>
  extensions.update(context, extensionId, input);
const deleteExtension: MutationHandler<'deleteExtension'> = (context, { extensionId }) =>
  extensions.delete(context, extensionId);

export const extensionQueries = {
  getExtension,
  getExtensions,
  getCustomerExtensions,
  getUserExtensions,
  ...numberRangeQueries,
};
export const extensionMutations = {
  createExtension,
  updateExtension,
  deleteExtension,
  ...numberRangeMutations,
};
