import { encodeId, encodeIdOrNull, type Limit } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import type { DomainDeps } from '../core/context.ts';
import { newId } from '../core/new-id.ts';
import { emitEvent } from '../events/index.ts';
import { IN_UNITS, LIVE_LIMITS } from './live-limits.ts';
import type { LimitMailEvent } from './write-limit-mail.ts';

type Assessed = {
  id: string;
  customerId: string;
  userId: string | null;
  path: string;
  consumerId: string | null;
  type: Limit['type'];
  direction: Limit['direction'];
  action: Limit['action'];
  threshold: string;
  currentValue: string;
  /** Of the threshold, in whole percent. */
  percent: number;
  /** The shares of the threshold that are reached: of warnPercent, and 100. */
  reached: number[];
  /** Those of them that were told in this window. */
  told: number[];
  /** Enough of the threshold to say so. */
  isNear: boolean;
  windowStartedAt: Date;
  resetsAt: Date | null;
  /** What a mail names beside. */
  customerName: string;
  username: string | null;
  currency: string;
  period: Limit['period'];
  notifyEmails: string[];
};

/** `mails`: whether mail is sent here; what is not sent is not kept for later. */
export type AssessDeps = Pick<DomainDeps, 'db' | 'clock'> & { mails?: boolean };

const TRIGGER = 100;
/** From here on somebody should look, warned or not. */
const NEAR_PERCENT = 80;
const PERCENT_MAX = 1_000_000;
const LIMITS_AT_ONCE = 200;

/** Of minutes, seconds are counted. */
const THRESHOLD = `case l.type when 'minutes' then l.threshold * 60 else l.threshold end`;

/** Locked, so that of two workers only one tells. What was told in an earlier window is told anew. */
const DUE = `
  select l.id, l.customer_id as "customerId", l.user_id as "userId", l.path, l.consumer_id as "consumerId", l.type, l.direction,
    l.action, l.threshold::text as threshold, ${IN_UNITS} as "currentValue",
    case when l.threshold = 0 then ${TRIGGER}
      else least(${PERCENT_MAX}, trunc(live.value * 100 / ${THRESHOLD})) end::int as percent,
    array(select share from unnest(l.warn_percent || ${TRIGGER}) share
      where l.enabled and live.value * 100 >= share * ${THRESHOLD} and (l.threshold > 0 or share = ${TRIGGER})
      order by share) as reached,
    case when live.is_current then s.told_percent else '{}' end as told,
    l.enabled and live.value * 100 >= ${NEAR_PERCENT} * ${THRESHOLD} as "isNear",
    live."from" as "windowStartedAt", live."to" as "resetsAt",
    c.name as "customerName", c.currency, l.period, l.notify_emails as "notifyEmails",
    (select u.username from "user" u where u.id = l.user_id) as username
  from ${LIVE_LIMITS}
  where not s.recount and (s.assess or (l."window" = 'rolling' and (s.told_percent <> '{}' or s.near_since is not null)))
  order by l.id limit ${LIMITS_AT_ONCE} for update of s skip locked`;

/**
 * Tells what limits have come to since the last look: `limit.warning` once for each percent and window, and `limit.triggered`
 * at the threshold. What is no longer reached (a rolling window went on, a limit was raised) is armed again.
 * With `mails` each address of a limit gets a mail of it.
 * @returns how many have been looked at
 */
export async function assessLimits({ db, clock, mails = false }: AssessDeps): Promise<number> {
  return db.transaction(async ({ rows }) => {
    const now = clock.now();
    const due = await rows<Assessed>(DUE, [now]);
    for (const limit of due) await assess(rows, limit, now, mails);
    return due.length;
  });
}

async function assess(rows: Db['rows'], limit: Assessed, now: Date, mails: boolean): Promise<void> {
  const { reached, told } = limit;
  for (const share of reached) {
    if (told.includes(share)) continue;
    await tell(rows, limit, share, now);
    if (mails) await tellByMail(rows, limit, share, now);
  }
  const isTriggered = reached.includes(TRIGGER);
  await rows(
    `update limit_state set assess = false, told_percent = $2::int[], window_started_at = $3::timestamptz,
       value = $4::numeric,
       triggered_at = case when $5::boolean then
         case when $6::boolean then triggered_at else $7::timestamptz end end,
       near_since = case when $8::boolean then
         case when window_started_at = $3::timestamptz or $9::timestamptz is null then coalesce(near_since, $7::timestamptz)
           else $7::timestamptz end end,
       resets_at = $9::timestamptz
     where limit_id = $1::uuid`,
    [
      limit.id,
      reached,
      limit.windowStartedAt,
      limit.currentValue,
      isTriggered,
      told.includes(TRIGGER),
      now,
      limit.isNear || reached.length > 0,
      limit.resetsAt,
    ],
  );
}

async function tell(rows: Db['rows'], limit: Assessed, share: number, now: Date): Promise<void> {
  const isTrigger = share === TRIGGER;
  await emitEvent(rows, {
    type: isTrigger ? 'limit.triggered' : 'limit.warning',
    path: limit.path,
    consumerId: limit.consumerId,
    occurredAt: now,
    data: {
      limitId: encodeId('limit', limit.id),
      customerId: encodeId('customer', limit.customerId),
      userId: encodeIdOrNull('user', limit.userId),
      type: limit.type,
      direction: limit.direction,
      action: limit.action,
      threshold: limit.threshold,
      currentValue: limit.currentValue,
      percent: isTrigger ? limit.percent : share,
      windowStartedAt: limit.windowStartedAt.toISOString(),
      resetsAt: limit.resetsAt?.toISOString() ?? null,
    },
  });
}

async function tellByMail(rows: Db['rows'], limit: Assessed, share: number, now: Date): Promise<void> {
  const isTrigger = share === TRIGGER;
  const event: LimitMailEvent = {
    type: isTrigger ? 'limit.triggered' : 'limit.warning',
    limitId: limit.id,
    customerId: limit.customerId,
    customerName: limit.customerName,
    username: limit.username,
    limitType: limit.type,
    period: limit.period,
    action: limit.action,
    threshold: limit.threshold,
    currentValue: limit.currentValue,
    currency: limit.currency,
    percent: isTrigger ? limit.percent : share,
    occurredAt: now.toISOString(),
    resetsAt: limit.resetsAt?.toISOString() ?? null,
  };
  const addresses = [...new Set(limit.notifyEmails)];
  await rows(
    `insert into limit_mail (id, address, event, due_at, created_at)
     select mail.id, mail.address, $3::jsonb, $4::timestamptz, $4::timestamptz
     from unnest($1::uuid[], $2::text[]) mail (id, address)`,
    [addresses.map(() => newId(now)), addresses, JSON.stringify(event), now],
  );
}
