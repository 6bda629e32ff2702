import type { QueryContext } from '../core/context.ts';
import { type Parameters, readRow } from '../core/read.ts';
import { depthOf } from '../core/tree-path.ts';
import { customerModel } from '../customers/read-model.ts';

/**
 * Whose usage is read, and from where: of oneself, of a direct customer, or of one further below. The reader is shown the
 * amounts of its own level and no others; of further below, the counts of calls that it had a part in.
 */
export type UsageScope = {
  customerId: string;
  readerId: string;
  timeZone: string;
  levelsBelow: number;
  movedAt: Date | null;
};

/** @throws DomainError notFound */
export async function usageScope(context: QueryContext, customerId: string): Promise<UsageScope> {
  const { caller, deps } = context;
  const { id, path, timeZone } = await readRow(context, customerModel, customerId);
  const [placed] = await deps.db.prepared<{ movedAt: Date | null }>(
    'select moved_at as "movedAt" from customer where id = $1',
    [id],
  );
  return {
    customerId: id,
    readerId: caller.customerId,
    timeZone,
    levelsBelow: depthOf(path) - depthOf(caller.path),
    movedAt: placed?.movedAt ?? null,
  };
}

/** SQL of which rows of usage the reader may see. */
export function ofScope(p: Parameters, { customerId, readerId, levelsBelow, movedAt }: UsageScope): string {
  const own = `customer_id = ${p.add(customerId)}::uuid`;
  if (levelsBelow === 0) return own;
  if (levelsBelow === 1) return `${own} and parent_id = ${p.add(readerId)}::uuid`;
  const since = movedAt ? ` and hour >= ${p.add(movedAt)}::timestamptz` : '';
  return `${own} and levels_above >= ${p.add(levelsBelow)}::int${since}`;
}

/** SQL of one side: an amount, its currency, and the seconds that were priced. */
type Side = { amount: string; currency: string; seconds: string };
const noSide: Side = { amount: '0', currency: "''", seconds: 'null::bigint' };
const cost: Side = { amount: 'cost', currency: 'cost_currency', seconds: 'cost_seconds' };
const revenue: Side = { amount: 'revenue', currency: 'revenue_currency', seconds: 'revenue_seconds' };
const parentCost: Side = { amount: 'parent_cost', currency: 'parent_currency', seconds: 'null::bigint' };

/** The reader's own cost and revenue, in the rows of the customer it reads. */
export function sidesOf(levelsBelow: number): { cost: Side; revenue: Side } {
  if (levelsBelow === 0) return { cost, revenue };
  // What it charged the customer is the customer's cost; what it was charged itself stands beside it.
  return levelsBelow === 1 ? { cost: parentCost, revenue: cost } : { cost: noSide, revenue: noSide };
}
