import 'server-only';
import type { OperationId } from '@strowger/contracts';
import { HydrationBoundary, type UseQueryOptions } from '@tanstack/react-query';
import { redirect } from 'next/navigation';
import type { ComponentType } from 'react';
import { PAGE_ROWS_MAX } from '@/components/list/list-params.ts';
import { type OwnedList, ownedRead } from '@/components/owned/owned-list.ts';
import { walkUp } from '../customer-path.ts';
import { type Room, roomAddress } from '../rooms.ts';
import { readPageState } from '../url-state.ts';
import { createReader, getConsole, readCustomer } from './console.ts';
import { readForFirstView } from './first-view.ts';
import { orNotFound } from './require-customer.ts';
import type { RoomProps } from './room-props.ts';

type Reader = Awaited<ReturnType<typeof createReader>>;

/** Asks an operation by its name: a page of any kind asks that of its own. */
function read<T>({ trpc, queryClient }: Reader, operation: OperationId, input: object): Promise<T> {
  const procedures = trpc as unknown as Record<
    OperationId,
    { queryOptions: (input: object) => UseQueryOptions<T> }
  >;
  return queryClient.query(procedures[operation].queryOptions(input) as never) as Promise<T>;
}

/** What levels above have, as components/owned/inherited.tsx asks for it. */
async function readAbove(reader: Reader, list: OwnedList, customerId: string, user: string): Promise<void> {
  if (list.isInherited !== true) return;
  const { operator } = await getConsole();
  const path = await walkUp(customerId, operator.customerId, readCustomer);
  const above = user === '' ? path.slice(0, -1) : path;
  await Promise.all(
    above.map(({ id }) => read(reader, list.ofCustomer, { customerId: id, limit: PAGE_ROWS_MAX })),
  );
}

/** The page of a list of owned things. */
export async function ownedListPage(
  { params, searchParams }: RoomProps,
  list: OwnedList,
  ListOf: ComponentType<{ customerId: string }>,
) {
  const { customerId } = await params;
  const state = await readPageState(list.params, searchParams);
  const reader = await createReader();
  const { operation, input } = ownedRead(list, customerId, state);
  await readForFirstView(
    () => read(reader, operation, input),
    () => readAbove(reader, list, customerId, state.user),
  );
  return (
    <HydrationBoundary state={reader.dehydrated()}>
      <ListOf key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}

export type OneProps = RoomProps<{ id: string }>;
type OnePage = { room: Room; get: OperationId; idName: string; One: ComponentType<{ id: string }> };

/** The page of one owned thing, at its customer's address. */
export async function ownedThingPage({ params }: OneProps, { room, get, idName, One }: OnePage) {
  const { customerId, id } = await params;
  const reader = await createReader();
  const thing = await orNotFound(read<{ customerId: string }>(reader, get, { [idName]: id }));
  if (thing.customerId !== customerId) redirect(`${roomAddress(thing.customerId, room)}/${id}`);
  return (
    <HydrationBoundary state={reader.dehydrated()}>
      <One key={id} id={id} />
    </HydrationBoundary>
  );
}
