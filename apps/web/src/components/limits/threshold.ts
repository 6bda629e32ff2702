import { formatAmount, formatCount } from '@/lib/format.ts';
import type { Limit } from '@/lib/wire.ts';
import { text } from '@/messages/limits.ts';

/** Types that count over a window of time. */
const overTime: ReadonlySet<Limit['type']> = new Set(['minutes', 'spend', 'callAttempts', 'distinctNumbers']);
export const countsOverTime = (type: Limit['type']): boolean => overTime.has(type);
/** Types that are known to be used up so far: over time, or at the moment. */
export const isCounted = (type: Limit['type']): boolean => countsOverTime(type) || type === 'concurrentCalls';

export const usageTitleOf = (type: Limit['type']): string =>
  countsOverTime(type) ? text.usageTitle : text.usageNow;

/** An amount of what a limit counts, with its unit: `250.00 EUR`, `1,000 min` */
export function quantity(type: Limit['type'], value: string, currency: string): string {
  if (type === 'spend') return formatAmount(value, currency);
  if (type === 'pricePerMinute') return text.perMinute(formatAmount(value, currency));
  return `${formatCount(Math.round(Number(value) * 100) / 100)} ${text.units[type]}`;
}

export type Usage = { share: number; tone: 'good' | 'warn' | 'bad'; warnedAt: number | undefined };

/** How much of a limit is used; undefined where nothing is counted, or not yet. */
export function usageOf({
  type,
  currentValue,
  threshold,
  warnPercent,
  triggeredAt,
}: Limit): Usage | undefined {
  if (currentValue === null) return undefined;
  const share = Number(threshold) === 0 ? 1 : Number(currentValue) / Number(threshold);
  const warnedAt = warnPercent
    .toSorted((one, other) => other - one)
    .find((percent) => share * 100 >= percent);
  const isFull = triggeredAt !== null || (type === 'concurrentCalls' && share >= 1);
  return { share, warnedAt, tone: isFull ? 'bad' : warnedAt !== undefined ? 'warn' : 'good' };
}
