import type { Transaction } from '../ingest/transaction.ts';
import type { ChargeSide } from '../rating/charge-record.ts';
import { accrue } from '../usage/accrue.ts';
import type { UsageLine } from '../usage/tally.ts';
import type { Revision } from './price-again.ts';
import type { StoredCharge } from './read-charges.ts';

const sideColumns = (name: 'cost' | 'revenue') =>
  ['amount', 'currency', 'rate_id', 'prefix', 'billed_seconds', 'terms', 'asked_plan_id'].map(
    (column) => `${name}_${column}`,
  );
const columns = [
  ...[
    'tenant_id',
    'customer_id',
    'started_at',
    'record_id',
    'revision',
    'rating_status',
    'level',
    'revised_in',
  ],
  ...sideColumns('cost'),
  ...sideColumns('revenue'),
].join(', ');

/**
 * Puts the new revisions in the place of the old ones, which go to the history, in a numbered batch that readers at a
 * watermark judge by, and counts the difference.
 */
export async function storeRevisions(
  transaction: Transaction,
  revisions: readonly Revision[],
  now: Date,
): Promise<void> {
  if (revisions.length === 0) return;
  const { rows } = transaction;
  const [batch] = await rows<{ number: bigint }>(
    `insert into ingest_batch (source_id, accepted, duplicate, quarantined, committed_at)
     values (null, 0, 0, 0, $1) returning number`,
    [now],
  );
  const changed = revisions.flatMap(({ call, charges, revised }) =>
    revised.flatMap((charge, i) => (charge === charges[i] ? [] : [{ call, charge }])),
  );
  const values = JSON.stringify(
    changed.map(({ call, charge }) => ({
      tenant_id: call.tenantId,
      customer_id: charge.customerId,
      started_at: call.startedAt,
      record_id: call.id,
      rating_status: charge.ratingStatus,
      ...sideValues('cost', charge.cost),
      ...sideValues('revenue', charge.revenue),
    })),
  );
  const key =
    '(c.customer_id, c.started_at, c.record_id, c.tenant_id) = (n.customer_id, n.started_at, n.record_id, n.tenant_id)';
  const next = `json_to_recordset($1::json) as n (tenant_id uuid, customer_id uuid, started_at timestamptz, record_id uuid,
    rating_status text, ${typedSide('cost')}, ${typedSide('revenue')})`;
  await rows(
    `insert into charge_history (${columns}, replaced_in) select ${columns.replaceAll(/\b(\w+)/g, 'c.$1')}, $2
     from ${next} join charge c on ${key}`,
    [values, batch?.number],
  );
  const assignments = ['rating_status', ...sideColumns('cost'), ...sideColumns('revenue')]
    .map((column) => `${column} = n.${column}`)
    .join(', ');
  await rows(
    `update charge c set revision = c.revision + 1, revised_in = $2, ${assignments} from ${next} where ${key}`,
    [values, batch?.number],
  );
  await accrue(transaction, revisions.flatMap(usageLines));
}

const sideValues = (name: 'cost' | 'revenue', side: ChargeSide) => ({
  [`${name}_amount`]: side.amount,
  [`${name}_currency`]: side.currency,
  [`${name}_rate_id`]: side.rateId,
  [`${name}_prefix`]: side.prefix,
  [`${name}_billed_seconds`]: side.billedSeconds,
  [`${name}_terms`]: side.terms,
  [`${name}_asked_plan_id`]: side.askedPlanId,
});

const typedSide = (name: 'cost' | 'revenue') =>
  `${name}_amount numeric, ${name}_currency char(3), ${name}_rate_id uuid, ${name}_prefix text,
   ${name}_billed_seconds bigint, ${name}_terms int, ${name}_asked_plan_id uuid`;

/** The old charges are taken out, and the new ones added. */
const usageLines = ({ call, charges, revised }: Revision): UsageLine[] => {
  const line = (sign: 1 | -1, counted: readonly StoredCharge[]): UsageLine => ({
    sign,
    call: { ...call, talkMs: Number(call.talkMs) },
    tenantId: call.tenantId,
    userId: call.userId,
    charges: counted,
  });
  return [line(-1, charges), line(1, revised)];
};
