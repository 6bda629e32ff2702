import { encodeId } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import { emitEvent } from '../events/index.ts';
import { liveBalance } from './live-balance.ts';

type Assessed = {
  id: string;
  path: string;
  currency: string;
  balance: string;
  creditLimit: string;
  /** null where it is not prepaid, or has no threshold. */
  threshold: string | null;
  isLow: boolean;
  wasLow: boolean;
  /** Prepaid, and nothing is left of balance and credit. */
  isUsedUp: boolean;
  wasUsedUp: boolean;
};

/**
 * Tells, once for each time, whose balance fell below its `lowBalanceThreshold`; above it the warning is armed again. Keeps
 * beside whose balance is used up.
 * Call it whenever a balance or a threshold has changed, in the same transaction.
 */
export async function assessBalances(
  rows: Db['rows'],
  customerIds: readonly string[],
  now: Date,
): Promise<void> {
  const changed = await rows<Assessed>(
    `select * from (
       select c.id, c.path, c.currency, trim_scale(c.balance)::text as balance, c.credit_limit::text as "creditLimit",
         c.threshold::text, coalesce(c.balance < c.threshold, false) as "isLow", a.low_since is not null as "wasLow",
         c.is_prepaid and c.balance + c.credit_limit <= 0 as "isUsedUp", a.used_up_since is not null as "wasUsedUp"
       from (
         select id, path, currency, credit_limit, billing_mode = 'prepaid' as is_prepaid, ${liveBalance('c')} as balance,
           case when billing_mode = 'prepaid' then low_balance_threshold end as threshold
         from customer c where id = any ($1::uuid[])) c
       left join account a on a.customer_id = c.id and a.currency = c.currency) assessed
     where "isLow" <> "wasLow" or "isUsedUp" <> "wasUsedUp" order by id`,
    [customerIds],
  );
  for (const customer of changed) {
    if (customer.isUsedUp !== customer.wasUsedUp) await rememberUsedUp(rows, customer, now);
    if (customer.isLow !== customer.wasLow) await rememberLow(rows, customer, now);
  }
}

async function rememberUsedUp(rows: Db['rows'], customer: Assessed, now: Date): Promise<void> {
  await rows(
    `insert into account (customer_id, currency, used_up_since) values ($1::uuid, $2, $3::timestamptz)
     on conflict (customer_id, currency) do update set used_up_since = excluded.used_up_since`,
    [customer.id, customer.currency, customer.isUsedUp ? now : null],
  );
}

async function rememberLow(rows: Db['rows'], customer: Assessed, now: Date): Promise<void> {
  const { id, currency, threshold } = customer;
  if (threshold === null || !customer.isLow) {
    await rows('update account set low_since = null where customer_id = $1::uuid and currency = $2', [
      id,
      currency,
    ]);
    return;
  }
  // Whoever comes second finds it set: two that assess at once tell it once.
  const [first] = await rows(
    `insert into account as a (customer_id, currency, low_since) values ($1::uuid, $2, $3::timestamptz)
     on conflict (customer_id, currency) do update set low_since = excluded.low_since where a.low_since is null
     returning customer_id`,
    [id, currency, now],
  );
  if (!first) return;
  await emitEvent(rows, {
    type: 'balance.low',
    path: customer.path,
    occurredAt: now,
    data: {
      customerId: encodeId('customer', id),
      balance: customer.balance,
      creditLimit: customer.creditLimit,
      lowBalanceThreshold: threshold,
      currency,
    },
  });
}
