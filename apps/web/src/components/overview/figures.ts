import type { Usage, UsageRow } from '../../lib/wire.ts';

type Totals = Usage['total'];
type Amount = { amount: string; currency: string };

/** Answer-seizure ratio: answered calls of those that were let through; null where there were none. */
export const asrOf = ({ answered, seizures }: Totals): number | null =>
  seizures === 0 ? null : answered / seizures;

/** Average call duration in seconds; null where no call was answered. */
export const acdOf = ({ talkSeconds, answered }: Totals): number | null =>
  answered === 0 ? null : talkSeconds / answered;

export const minutesOf = ({ talkSeconds }: { talkSeconds: number }): number => talkSeconds / 60;

/** The change from a period to the next as a share of the first; null where there is nothing to compare with. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before);
}

/** An amount as a number, to be drawn or compared and not to be shown; null unless all of it is of that currency. */
export function drawnAmount(amounts: readonly Amount[], currency: string | undefined): number | null {
  if (amounts.length === 0) return 0;
  const [only] = amounts;
  return amounts.length === 1 && only && only.currency === currency ? Number(only.amount) : null;
}

/** The currency that amounts are compared in: the one of the larger part. */
export function mainCurrency({ revenue, cost }: Totals): string | undefined {
  const largest = [...revenue, ...cost].sort((one, other) => Number(other.amount) - Number(one.amount));
  return largest[0]?.currency;
}

/** The rows of usage at the slots in which they begin; a slot without calls has none. */
export function rowsBySlot(rows: readonly UsageRow[], slots: readonly Date[]): (UsageRow | undefined)[] {
  const placed: (UsageRow | undefined)[] = slots.map(() => undefined);
  for (const row of rows) {
    const begins = new Date(row.from).getTime();
    const at = slots.findLastIndex((slot) => slot.getTime() <= begins);
    if (at >= 0) placed[at] = row;
  }
  return placed;
}
