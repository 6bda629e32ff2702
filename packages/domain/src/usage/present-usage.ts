import { encodeId, type Usage, type UsageRow } from '@strowger/contracts';
import { parseDecimal } from '../rating/decimal.ts';
import type { UsageQuery, UsageSums } from './read-usage.ts';
import { signedDecimal } from './tally.ts';

type Figures = Usage['total'];
type Amounts = Map<string, { units: bigint; seconds: bigint | null }>;

/** The sums of different currencies of one period and group are one row. */
export function presentUsage(sums: readonly UsageSums[], customerId: string, query: UsageQuery): Usage {
  const rows = new Map<string, UsageSums[]>();
  for (const row of sums) {
    if (row.isTotal) continue;
    const key = `${row.from.getTime()} ${row.group}`;
    const same = rows.get(key);
    if (same) same.push(row);
    else rows.set(key, [row]);
  }
  return {
    customerId: encodeId('customer', customerId),
    from: query.from.toISOString(),
    to: query.to.toISOString(),
    timeZone: query.timeZone,
    total: addUp(sums.filter(({ isTotal }) => isTotal)),
    rows: [...rows.values()].map((same) => presentRow(same, query.groupBy)),
  };
}

function presentRow(same: readonly UsageSums[], groupBy: UsageQuery['groupBy']): UsageRow {
  const [{ from, to, group }] = same as [UsageSums];
  const named = (name: UsageQuery['groupBy']) => (groupBy === name && group ? group : null);
  const customer = named('customer');
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    direction: named('direction') as UsageRow['direction'],
    country: named('country'),
    customerId: customer && encodeId('customer', customer),
    ...addUp(same),
  };
}

function addUp(sums: readonly UsageSums[]): Figures {
  const total = (name: 'calls' | 'seizures' | 'answered' | 'unrated' | 'talkSeconds') =>
    Number(sums.reduce((sum, row) => sum + row[name], 0n));
  const cost: Amounts = new Map();
  const revenue: Amounts = new Map();
  for (const row of sums) {
    addAmount(cost, row.costCurrency, row.cost, row.costSeconds);
    addAmount(revenue, row.revenueCurrency, row.revenue, row.revenueSeconds);
  }
  return {
    calls: total('calls'),
    seizures: total('seizures'),
    answered: total('answered'),
    unratedCalls: total('unrated'),
    talkSeconds: total('talkSeconds'),
    cost: presentAmounts(cost),
    revenue: presentAmounts(revenue),
    margin: marginOf(cost, revenue),
  };
}

/** An empty currency: there is no such side. */
function addAmount(amounts: Amounts, currency: string, amount: string, seconds: bigint | null): void {
  if (currency === '') return;
  const known = amounts.get(currency) ?? { units: 0n, seconds: 0n };
  amounts.set(currency, {
    units: known.units + parseSigned(amount),
    seconds: known.seconds === null || seconds === null ? null : known.seconds + seconds,
  });
}

const parseSigned = (text: string): bigint =>
  text.startsWith('-') ? -parseDecimal(text.slice(1)) : parseDecimal(text);

const trimmed = (units: bigint): string => signedDecimal(units).replace(/\.?0+$/, '');

const presentAmounts = (amounts: Amounts): Figures['cost'] =>
  [...amounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { units, seconds }]) => ({
      amount: trimmed(units),
      currency,
      billedSeconds: seconds === null ? null : Number(seconds),
    }));

/** There is none where a side does not exist, or where currencies differ. */
function marginOf(cost: Amounts, revenue: Amounts): Figures['margin'] {
  const [paid, ...otherCosts] = cost;
  const [earned, ...otherRevenues] = revenue;
  if (!paid || !earned || otherCosts.length > 0 || otherRevenues.length > 0) return null;
  const [currency, { units: costs }] = paid;
  const [soldIn, { units: revenues }] = earned;
  if (currency !== soldIn) return null;
  const margin = revenues - costs;
  return {
    amount: trimmed(margin),
    currency,
    percent: revenues === 0n ? null : Number((margin * 10_000n) / revenues) / 100,
  };
}
