import type { MutationHandler, QueryHandler } from '../core/context.ts';
import { ownedOperations } from '../owned/owned-resource.ts';
import { destinationRules } from './rules.ts';

const destinations = ownedOperations(destinationRules);

const getDestination: QueryHandler<'getDestination'> = (context, { destinationId }) =>
  destinations.get(context, destinationId);
const getCustomerDestinations: QueryHandler<'getCustomerDestinations'> = (context, { customerId, ...list }) =>
  destinations.list(context, { customerId }, list);
const getUserDestinations: QueryHandler<'getUserDestinations'> = (context, { userId, ...list }) =>
  destinations.list(context, { userId }, list);
const createDestination: MutationHandler<'createDestination'> = (context, input) =>
  destinations.create(context, input);
const updateDestination: MutationHandler<'updateDestination'> = (context, { destinationId, ...input }) =>
  destinations.update(context, destinationId, input);
const deleteDestination: MutationHandler<'deleteDestination'> = (context, { destinationId }) =>
  destinations.delete(context, destinationId);

export const destinationQueries = { getDestination, getCustomerDestinations, getUserDestinations };
export const destinationMutations = { createDestination, updateDestination, deleteDestination };
