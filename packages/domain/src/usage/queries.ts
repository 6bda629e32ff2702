import type { OperationInput, Usage } from '@strowger/contracts';
import type { QueryContext, QueryHandler } from '../core/context.ts';
import { invalidParameter } from '../core/domain-error.ts';
import { presentUsage } from './present-usage.ts';
import { readUsage, type UsageQuery } from './read-usage.ts';
import { type UsageScope, usageScope } from './usage-scope.ts';

type Input = OperationInput<'getUsage'>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PERIOD_DAYS_MAX = 366;
const HOURLY_DAYS_MAX = 31;
const TOP = 50;

export const getUsage: QueryHandler<'getUsage'> = (context, input) =>
  usageOf(context, context.caller.customerId, input);

export const getCustomerUsage: QueryHandler<'getCustomerUsage'> = (context, { customerId, ...input }) =>
  usageOf(context, customerId, input);

async function usageOf(context: QueryContext, customerId: string, input: Input): Promise<Usage> {
  const scope = await usageScope(context, customerId);
  const query = usageQuery(scope, input, context.now);
  const sums = await readUsage(context.deps.db.rows, scope, query);
  return presentUsage(sums, scope.customerId, query);
}

function usageQuery(scope: UsageScope, input: Input, now: Date): UsageQuery {
  const { from, step = null, groupBy = null } = input;
  const to = input.to ?? new Date(Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS);
  for (const [name, at] of Object.entries({ from, to })) {
    if (at.getTime() % HOUR_MS !== 0) throw invalidParameter(name, 'must be a whole hour');
  }
  if (from >= to) throw invalidParameter('to', 'must lie behind from');
  const days = step === 'hour' ? HOURLY_DAYS_MAX : PERIOD_DAYS_MAX;
  if (to.getTime() - from.getTime() > days * DAY_MS) {
    throw invalidParameter('to', `must lie at most ${days} days behind from`);
  }
  if (step && (groupBy === 'country' || groupBy === 'customer')) {
    throw invalidParameter('groupBy', `${groupBy} cannot go with step`);
  }
  if (groupBy === 'customer' && scope.levelsBelow > 0) {
    throw invalidParameter('groupBy', "customer can be asked of the caller's own usage only");
  }
  return { from, to, step, groupBy, top: input.top ?? TOP, timeZone: input.timeZone ?? scope.timeZone };
}
