/**
 * Where a request of a page comes from: the front door has written it to the end of X-Forwarded-For. What a client writes into the
 * header itself stands further left.
 */
export const lastHop = (forwarded: string | null | undefined): string =>
  forwarded?.split(',').at(-1)?.trim() ?? '';
