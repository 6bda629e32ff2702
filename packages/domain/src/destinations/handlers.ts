import type { Destination } from '@strowger/contracts';
import type { MutationHandler, Page, QueryContext, QueryHandler } from '../core/context.ts';
import { ownedOperations } from '../owned/owned-resource.ts';
import { withState } from './live-state.ts';
import { destinationRules } from './rules.ts';

const destinations = ownedOperations(destinationRules);

/** Its state is read apart: it changes without the destination, and is no part of what the audit says. */
const live = async (context: QueryContext, page: Page<Destination>): Promise<Page<Destination>> => ({
  ...page,
  items: await withState(context.deps.db.rows, page.items, context.now),
});

const getDestination: QueryHandler<'getDestination'> = async (context, { destinationId }) => {
  const destination = await destinations.get(context, destinationId);
  const [read] = await withState(context.deps.db.rows, [destination], context.now);
  return read ?? destination;
};
const getCustomerDestinations: QueryHandler<'getCustomerDestinations'> = async (
  context,
  { customerId, ...list },
) => live(context, await destinations.list(context, { customerId }, list));
const getUserDestinations: QueryHandler<'getUserDestinations'> = async (context, { userId, ...list }) =>
  live(context, await destinations.list(context, { userId }, list));
const createDestination: MutationHandler<'createDestination'> = (context, input) =>
  destinations.create(context, input);
const updateDestination: MutationHandler<'updateDestination'> = async (
  context,
  { destinationId, ...input },
) => {
  const destination = await destinations.update(context, destinationId, input);
  const [now] = await withState(context.tx.rows, [destination], context.now);
  return now ?? destination;
};
const deleteDestination: MutationHandler<'deleteDestination'> = (context, { destinationId }) =>
  destinations.delete(context, destinationId);

export const destinationQueries = { getDestination, getCustomerDestinations, getUserDestinations };
export const destinationMutations = { createDestination, updateDestination, deleteDestination };
