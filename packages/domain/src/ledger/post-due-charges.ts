import type { DomainDeps } from '../core/context.ts';
import { USAGE_LOCK } from '../usage/usage-lock.ts';
import { postCharges } from './post-charges.ts';

/** An entry for each customer and hour: a ledger of single calls would be as long as the records. */
const POSTED_AFTER_SECONDS = 3_600;
const CUSTOMERS_AT_ONCE = 500;

/**
 * Posts what was charged to customers whose last entry of charges is an hour old.
 * @param afterSeconds how long charges wait for others to join them
 * @returns the number of accounts that were posted
 */
export async function postDueCharges(
  { db, clock }: Pick<DomainDeps, 'db' | 'clock'>,
  afterSeconds = POSTED_AFTER_SECONDS,
): Promise<number> {
  for (let posted = 0; ; ) {
    const now = clock.now();
    const before = new Date(now.getTime() - afterSeconds * 1000);
    const some = await db.transaction(async ({ rows }) => {
      // A fold holds accounts in an order of its own: the two take turns.
      await rows(`select from (select pg_advisory_xact_lock(${USAGE_LOCK})) taken`);
      const due = await rows<{ id: string }>(
        `select customer_id as id from account where unposted_since <= $1::timestamptz
           order by customer_id limit ${CUSTOMERS_AT_ONCE}`,
        [before],
      );
      await postCharges(
        rows,
        due.map(({ id }) => id),
        now,
      );
      return due.length;
    });
    posted += some;
    if (some < CUSTOMERS_AT_ONCE) return posted;
  }
}
