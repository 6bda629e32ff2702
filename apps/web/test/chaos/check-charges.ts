import type { Db } from '@strowger/db';
import type { Period } from './calls.ts';
import { type Call, unitsOf } from './prices.ts';
import type { World } from './world.ts';

/** What a level should have on a call: null where no rate prices it, undefined where that side does not exist. */
export type Expected = {
  customer: string;
  cost: number | null | undefined;
  revenue: number | null | undefined;
  status: string;
};

export function expectedCharges({ levels, prices }: World, call: Call): Expected[] {
  const path = levels[call.payer] ?? [];
  const costs = path.map(({ plan }) => (plan === null ? undefined : prices.priceOf(plan, call)));
  return path.map(({ customer }, i) => {
    const cost = costs[i];
    const revenue = i === 0 ? undefined : costs[i - 1];
    const unpriced = cost === null || revenue === null;
    return {
      customer,
      cost,
      revenue,
      status: call.talkMs === null ? 'zero' : unpriced ? 'unrated' : 'rated',
    };
  });
}

type Stored = {
  key: string;
  at: Date;
  recordId: string;
  level: number;
  customer: string;
  cost: string | null;
  revenue: string | null;
  status: string;
};

const WINDOW_MS = 3 * 3_600_000;

/** Every call is stored once, and has one charge for each level of its path, of the price that the test reckons itself. */
export async function checkCharges(
  db: Db,
  world: World,
  calls: readonly Call[],
  period: Period,
  faults: string[],
): Promise<void> {
  const [{ records = 0, keys = 0 } = {}] = await db.rows<{ records: number; keys: number }>(
    'select count(*)::int as records, count(distinct record_key)::int as keys from call_record',
  );
  if (records !== calls.length || keys !== calls.length)
    faults.push(`${records} records of ${keys} keys are stored, where ${calls.length} calls were handed in`);
  const seen = new Set<number>();
  for (let from = period.from; from < period.to; from += WINDOW_MS) {
    const rows = await db.rows<Stored>(
      `select r.record_key as key, r.started_at as at, r.id as "recordId", g.level, g.customer_id as customer,
         g.cost_amount::text as cost, g.revenue_amount::text as revenue, g.rating_status as status
       from call_record r left join charge g on (g.started_at, g.record_id, g.tenant_id) = (r.started_at, r.id, r.tenant_id)
         and g.started_at >= $1 and g.started_at < $2
       where r.started_at >= $1 and r.started_at < $2 order by r.id, g.level`,
      [new Date(from), new Date(from + WINDOW_MS)],
    );
    for (const charges of Map.groupBy(rows, ({ recordId }) => recordId).values()) {
      const index = Number((charges[0] as Stored).key.replace('call-', ''));
      const call = calls[index];
      if (!call || seen.has(index))
        faults.push(`${(charges[0] as Stored).key} is stored twice or was never sent`);
      else compare(world, call, charges, faults);
      seen.add(index);
    }
  }
  const missing = calls.filter(({ index }) => !seen.has(index));
  if (missing.length > 0) faults.push(`${missing.length} calls are lost, as call-${missing[0]?.index}`);
}

function compare(world: World, call: Call, charges: readonly Stored[], faults: string[]): void {
  const expected = expectedCharges(world, call).map(({ cost = null, revenue = null, ...rest }) => ({
    ...rest,
    cost,
    revenue,
  }));
  const stored = charges.map(({ customer, status, cost, revenue }) => ({
    customer,
    status,
    cost: unitsOf(cost),
    revenue: unitsOf(revenue),
  }));
  const isRight = (charges[0] as Stored).at.getTime() === call.startedAt && isEqual(stored, expected);
  if (!isRight)
    faults.push(
      `call-${call.index} to ${call.to} is charged ${JSON.stringify(stored)}, right: ${JSON.stringify(expected)}`,
    );
}

type Compared = { customer: string; status: string; cost: number | null; revenue: number | null };

const isEqual = (stored: readonly Compared[], expected: readonly Compared[]): boolean =>
  stored.length === expected.length &&
  stored.every((charge, i) => {
    const right = expected[i] as Compared;
    return (['customer', 'status', 'cost', 'revenue'] as const).every((name) => charge[name] === right[name]);
  });
