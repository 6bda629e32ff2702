import type { Db } from '@strowger/db';
import { newId } from '../core/new-id.ts';

type Posted = {
  customerId: string;
  path: string;
  currency: string;
  amount: string;
  periodFrom: Date;
  periodTo: Date;
};

/**
 * Makes one ledger entry of what each of the customers was charged since its last one. Their rows are locked first, as
 * whoever writes an entry does: entries of one customer take turns, and each tells the balance behind it.
 */
export async function postCharges(
  rows: Db['rows'],
  customerIds: readonly string[],
  now: Date,
): Promise<void> {
  await rows('select from customer where id = any ($1::uuid[]) order by id for no key update', [customerIds]);
  const posted = await rows<Posted>(
    `with old as (
       select customer_id, currency, unposted, period_from, period_to from account
       where customer_id = any ($1::uuid[]) and unposted_since is not null for update)
     update account a set unposted = 0, unposted_since = null, period_from = null, period_to = null
     from old, customer c
     where c.id = a.customer_id and (a.customer_id, a.currency) = (old.customer_id, old.currency)
     returning a.customer_id as "customerId", c.path, a.currency, (- old.unposted)::text as amount,
       old.period_from as "periodFrom", old.period_to as "periodTo"`,
    [customerIds],
  );
  // A revised charge can leave nothing to post.
  const entries = posted.filter(({ amount }) => !/^-?0(\.0+)?$/.test(amount));
  if (entries.length > 0) await storeEntries(rows, entries, now);
}

async function storeEntries(rows: Db['rows'], entries: readonly Posted[], now: Date): Promise<void> {
  await rows(
    `with entry as (
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::numeric[], $6::timestamptz[], $7::timestamptz[])
         as entry (id, customer_id, path, currency, amount, period_from, period_to)
     ), customers as (
       update customer c set balance = c.balance + entry.amount from entry where c.id = entry.customer_id
       returning entry.id, c.balance
     )
     insert into ledger_entry
       (id, customer_id, path, kind, amount, currency, balance_after, period_from, period_to, created_at)
     select id, customer_id, path, 'charges', amount, currency, customers.balance, period_from, period_to, $8::timestamptz
     from entry join customers using (id)`,
    [
      entries.map(() => newId(now)),
      entries.map((entry) => entry.customerId),
      entries.map((entry) => entry.path),
      entries.map((entry) => entry.currency),
      entries.map((entry) => entry.amount),
      entries.map((entry) => entry.periodFrom),
      entries.map((entry) => entry.periodTo),
      now,
    ],
  );
}
