import { encodeId, encodeIdOrNull, type Limit } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';
import { type OwnedRow, ownedColumns, presentOwned } from '../owned/owned-resource.ts';
import { SET_BY_PATH } from '../owned/set-by.ts';

/** What changes without a change of the limit itself: see live-limits.ts. */
export type LiveFields = Pick<Limit, 'currentValue' | 'windowStartedAt' | 'resetsAt' | 'triggeredAt'>;
const notRead: LiveFields = { currentValue: null, windowStartedAt: null, resetsAt: null, triggeredAt: null };

type Own = Omit<Limit, keyof ReturnType<typeof presentOwned> | keyof LiveFields | 'id'>;
export type LimitRow = OwnedRow & Own & { setByPath: string };

export const limitModel: ReadModel<LimitRow, Limit> = {
  kind: 'limit',
  from: '"limit" t',
  path: 't.path',
  columns: {
    ...ownedColumns,
    setBy: 't.set_by',
    setByPath: SET_BY_PATH,
    type: 't.type',
    direction: 't.direction',
    threshold: 't.threshold::text',
    warnPercent: 't.warn_percent',
    countries: 't.countries',
    prefixes: 't.prefixes',
    period: 't.period',
    window: 't."window"',
    timeZone: 't.time_zone',
    action: 't.action',
    notifyEmails: 't.notify_emails',
    consumerId: 't.consumer_id',
    enabled: 't.enabled',
  },
  present: (row) => ({
    id: encodeId('limit', row.id),
    ...presentOwned(row),
    setBy: encodeId('customer', row.setBy),
    type: row.type,
    direction: row.direction,
    threshold: row.threshold,
    warnPercent: row.warnPercent,
    countries: row.countries,
    prefixes: row.prefixes,
    period: row.period,
    window: row.window,
    timeZone: row.timeZone,
    action: row.action,
    notifyEmails: row.notifyEmails,
    consumerId: encodeIdOrNull('consumer', row.consumerId),
    enabled: row.enabled,
    ...notRead,
  }),
};
