import { compact } from '@/lib/compact.ts';
import { choiceParam, textParam, type UrlState } from '@/lib/url-state.ts';
import { listParams } from '../list/list-params.ts';

export const quarantineReasons = ['unreadable', 'invalid', 'unattributed', 'ambiguous'] as const;
export const quarantineStatuses = ['waiting', 'accepted', 'discarded'] as const;

/** What of the list stands in the address. */
export const quarantineListParams = {
  ...listParams,
  status: choiceParam(quarantineStatuses),
  reason: choiceParam(quarantineReasons),
  source: textParam,
};

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const quarantineListInput = (
  customerId: string,
  { cursor, status, reason, source }: UrlState<typeof quarantineListParams>,
) => ({
  customerId,
  ...compact({ cursor, status, reason, sourceId: source }),
});
