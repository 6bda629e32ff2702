import {
  ATTENTION_COUNT_MAX,
  ATTENTION_RECORDS_MAX,
  type AttentionKind,
  type IdKind,
  type OperationId,
} from '@strowger/contracts';
import type { Parameters } from '../core/read.ts';
import { DISABLED_BY_HAND } from '../delivery/update-consumer.ts';
import { STATE_SECONDS_MAX } from '../destinations/live-state.ts';
import { liveBalance } from '../ledger/live-balance.ts';

/** What is asked with: the time, and SQL of whether a path lies in the subtree. */
export type Search = { p: Parameters; now: Date; within: (path: string) => string };

/** One kind of what needs attention: how it is found, and who may be told. */
export type Concern = {
  kind: AttentionKind;
  severity: 'urgent' | 'soon';
  /** Who may call it may be told. */
  needs: OperationId;
  /** What its things are; null where it is about the customer itself. */
  thing: IdKind | null;
  /**
   * SQL of what is found, `t`, up to its conditions. The customer is joined as `c`: of one that is terminated nothing
   * needs attention.
   */
  from: string;
  customerId: string;
  where: (search: Search) => string;
  /** SQL of what is told of each one, by field. */
  columns: Partial<Record<'id' | 'name' | 'since' | 'detail' | 'limitType', string>>;
  /** SQL of figures that cost something: asked only of those that are shown; `f` is the found one, `c` its customer. */
  figures?: Partial<Record<'value' | 'of' | 'currency', string>>;
};

const FAILED_DAYS = 30;
const KEY_DAYS = 14;
const DAY_MS = 86_400_000;

const daysFrom = ({ p, now }: Search, days: number): string =>
  `${p.add(new Date(now.getTime() + days * DAY_MS))}::timestamptz`;

const balance = {
  needs: 'getCustomer',
  thing: null,
  from: 'account t',
  customerId: 't.customer_id',
  figures: { value: `trim_scale(${liveBalance('c')})::text`, currency: 'c.currency' },
} as const;
const ofBalance = ({ within }: Search, since: string) =>
  `${within('c.path')} and t.currency = c.currency and c.billing_mode = 'prepaid' and t.${since} is not null`;

const limit = {
  needs: 'getLimit',
  thing: 'limit',
  from: 'limit_state t join "limit" l on l.id = t.limit_id left join "user" u on u.id = l.user_id',
  customerId: 'l.customer_id',
  figures: {
    value: '(select trim_scale(s.value)::text from limit_state s where s.limit_id = f.id)',
    of: '(select l.threshold::text from "limit" l where l.id = f.id)',
    currency: `case f."limitType" when 'spend' then c.currency end`,
  },
} as const;
/** Of a window that has ended nothing is told, though no call has come since. */
const ofLimit = ({ p, now, within }: Search, triggered: string) =>
  `${within('l.path')} and t.near_since is not null and not t.recount and l.enabled and t.triggered_at is ${triggered}
   and (t.resets_at is null or t.resets_at > ${p.add(now)}::timestamptz)`;
const limitColumns = { id: 'l.id', name: 'u.username', limitType: 'l.type' };

const consumer = {
  needs: 'getConsumer',
  thing: 'consumer',
  from: 'consumer t',
  customerId: 't.customer_id',
} as const;

const request = {
  needs: 'getCallRecordRequest',
  thing: 'callRecordRequest',
  from: 'call_record_request t',
  customerId: 't.scope_customer_id',
  columns: { id: 't.id', since: 't.updated_at', detail: 't.last_error' },
} as const;
const ofRequest = (search: Search, status: 'failed' | 'held') =>
  `${search.within('t.path')} and t.kind = 'order' and t.status = '${status}'
   and t.status in ('failed', 'held') and t.updated_at > ${daysFrom(search, status === 'failed' ? -FAILED_DAYS : -3650)}`;

/** The sources that have something in quarantine, one look at the index for each: however much there is. */
const waitingSources = ({ within }: Search) => {
  const next = (after: string) =>
    `(select q.path, q.source_id from quarantined_record q where q.status = 'waiting' and ${within('q.path')} ${after}
      order by q.path, q.source_id limit 1)`;
  return `t.id in (
    with recursive source as (
      ${next('')} union all
      select n.* from source s cross join lateral ${next('and (q.path, q.source_id) > (s.path, s.source_id)')} n
    ) select source_id from source limit ${ATTENTION_COUNT_MAX})`;
};

/** The urgent first, in the order in which they are told. */
export const concerns: readonly Concern[] = [
  {
    ...balance,
    kind: 'balanceUsedUp',
    severity: 'urgent',
    where: (search) => ofBalance(search, 'used_up_since'),
    columns: { since: 't.used_up_since' },
    figures: { ...balance.figures, of: 'trim_scale(-c.credit_limit)::text' },
  },
  {
    ...limit,
    kind: 'limitReached',
    severity: 'urgent',
    where: (search) => ofLimit(search, 'not null'),
    columns: { ...limitColumns, since: 't.triggered_at' },
  },
  {
    ...consumer,
    kind: 'consumerDisabled',
    severity: 'urgent',
    where: ({ p, within }) =>
      `${within('t.path')} and t.status = 'disabled' and t.disabled_reason <> ${p.add(DISABLED_BY_HAND)}`,
    columns: { id: 't.id', name: 't.url', since: 't.failing_since', detail: 't.disabled_reason' },
  },
  {
    ...consumer,
    kind: 'consumerFailing',
    severity: 'urgent',
    where: ({ within }) => `${within('t.path')} and t.failing_since is not null and t.status <> 'disabled'`,
    columns: { id: 't.id', name: 't.url', since: 't.failing_since' },
  },
  {
    kind: 'destinationDown',
    severity: 'urgent',
    needs: 'getDestination',
    thing: 'destination',
    from: 'destination_state t join destination d on d.id = t.destination_id',
    customerId: 'd.customer_id',
    where: ({ p, now, within }) =>
      `${within('d.path')} and not t.is_up and d.probe and d.enabled
       and t.checked_at > ${p.add(now)}::timestamptz - make_interval(secs => ${STATE_SECONDS_MAX})`,
    columns: { id: 'd.id', name: 'd.name', since: 't.changed_at' },
  },
  {
    ...request,
    kind: 'requestFailed',
    severity: 'urgent',
    where: (search) => ofRequest(search, 'failed'),
  },
  {
    ...balance,
    kind: 'balanceLow',
    severity: 'soon',
    where: (search) => `${ofBalance(search, 'low_since')} and t.used_up_since is null`,
    columns: { since: 't.low_since' },
    figures: { ...balance.figures, of: 'trim_scale(c.low_balance_threshold)::text' },
  },
  {
    ...limit,
    kind: 'limitNear',
    severity: 'soon',
    where: (search) => ofLimit(search, 'null'),
    columns: { ...limitColumns, since: 't.near_since' },
  },
  {
    ...request,
    kind: 'requestHeld',
    severity: 'soon',
    where: (search) => ofRequest(search, 'held'),
  },
  {
    kind: 'quarantine',
    severity: 'soon',
    needs: 'getQuarantinedRecords',
    thing: 'callRecordSource',
    from: 'call_record_source t',
    customerId: 't.customer_id',
    where: waitingSources,
    columns: { id: 't.id', name: 't.name' },
    figures: {
      value: `(select count(*)::text from (select from quarantined_record q where q.source_id = f.id and q.path = c.path
        and q.status = 'waiting' limit ${ATTENTION_RECORDS_MAX}) waiting)`,
    },
  },
  {
    kind: 'domainPending',
    severity: 'soon',
    needs: 'getDomain',
    thing: 'domain',
    from: 'domain t',
    customerId: 't.customer_id',
    where: ({ within }) => `${within('t.path')} and t.status = 'pending'`,
    columns: { id: 't.id', name: 't.domain', since: 't.created_at' },
  },
  {
    kind: 'apiKeyExpiring',
    severity: 'soon',
    needs: 'getApiKey',
    thing: 'apiKey',
    from: 'api_key t',
    customerId: 't.customer_id',
    where: (search) =>
      `${search.within('t.path')} and t.revoked_at is null and t.expires_at > ${daysFrom(search, 0)}
       and t.expires_at <= ${daysFrom(search, KEY_DAYS)}`,
    columns: { id: 't.id', name: 't.name', since: 't.expires_at' },
  },
];
