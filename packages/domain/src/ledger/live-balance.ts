/**
 * SQL of a customer's balance as it is now: its ledger entries, less what was charged since the last of them, less what the
 * worker has not folded yet. Where it has folded all, which is so most of the time, no row has to look for its own.
 * @param customer alias of the customer's row
 */
export const liveBalance = (customer: string): string =>
  `(${customer}.balance
    - coalesce((select a.unposted from account a
        where a.customer_id = ${customer}.id and a.currency = ${customer}.currency), 0)
    - case when exists (select from usage_delta) then coalesce((select sum(d.cost) from usage_delta d
        where d.customer_id = ${customer}.id and d.cost_currency = ${customer}.currency), 0) else 0 end)`;
