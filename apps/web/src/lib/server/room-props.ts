import type { SearchParams } from '../url-state.ts';

/** What Next hands to the page of a customer's room. */
export type RoomProps<Params extends object = Record<never, never>> = {
  params: Promise<{ customerId: string } & Params>;
  searchParams: Promise<SearchParams>;
};
