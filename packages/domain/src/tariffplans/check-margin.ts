import { encodeId, type UnderCost } from '@strowger/contracts';
import type { Tx } from '@strowger/db';
import type { MutationContext } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { formatDecimal, PRICE_DECIMALS, parseDecimal } from '../rating/decimal.ts';
import { type UnderCost as Found, findUnderCost, type MarginDecks } from '../rating/find-under-cost.ts';
import { DeckBuilder, type DeckRow, deckColumns } from '../rating/load-deck.ts';
import { OffPeak } from '../rating/off-peak.ts';
import { LineFaults } from './line-faults.ts';
import type { RateRow, TariffplanRow } from './read-model.ts';

export type MarginCheck = {
  /** Whether there was something to compare with, and if not, why. */
  compared: 'compared' | 'noCostPlan' | 'otherCurrency';
  /** The first of them, in the order of the lines. */
  found: UnderCost[];
  /** Lines that sell some call under cost. */
  lineCount: number;
  /** Why the import is refused: only where the plan has a minMarginPercent. */
  faults: LineFaults;
};

/** What the seller is charged by: the plan, and what of it counts here. */
type CostPlan = { id: string; currency: string; offPeak: OffPeakRow };
type OffPeakRow = TariffplanRow['offPeak'];

/** Of the import that stands in `rate_import` and `rate_ending`: only its lines are checked, not what stays as it was. */
export async function findUnderCostOfImport(tx: Tx, plan: TariffplanRow, now: Date): Promise<MarginCheck> {
  const faults = new LineFaults({ one: 'sells under cost', many: 'sell under cost' });
  const { compared, costPlan } = await findCostPlan(tx, plan);
  if (!costPlan) return { compared, found: [], lineCount: 0, faults };
  const staged = await tx.rows<DeckRow & { line: number }>(
    `select id, prefix, direction, "connectionFee"::text, "pricePerMinute"::text, "offPeakPricePerMinute"::text,
       "minimumCharge"::text, "initialSeconds", "incrementSeconds", "graceSeconds", blocked, "validFrom", "validTo", line
     from rate_import where outcome <> 'unchanged'`,
  );
  const lineOf = new Map(staged.map(({ id, line }) => [id, line]));
  const kept = await readRates(
    tx,
    `left join rate_ending e on e.rate_id = r.id where r.tariffplan_id = $1::uuid`,
    [plan.id],
    'coalesce(e.at, r.valid_to)',
  );
  const cost = await readRates(tx, 'where r.tariffplan_id = $1::uuid', [costPlan.id]);
  const decks = decksOf(plan, [...kept, ...staged], costPlan, cost, now);

  const found: { line: number; one: Found }[] = [];
  for (const one of findUnderCost(decks, hundredthsOf(plan), ({ id }) => lineOf.has(id))) {
    found.push({ line: lineOf.get(one.soldRate.id) ?? 0, one });
  }
  found.sort((a, b) => a.line - b.line);
  for (const { line, one } of plan.minMarginPercent === null ? [] : found) {
    faults.add(line, 'pricePerMinute', refusalOf(one, plan), 'underCost');
  }
  return {
    compared,
    found: found.slice(0, LineFaults.kept).map(({ line, one }) => present(one, line)),
    lineCount: new Set(found.map(({ line }) => line)).size,
    faults,
  };
}

/**
 * The same for one rate that was written in this transaction. Only rates are read that may decide about its numbers.
 * @throws DomainError validation
 */
export async function requireMargin(
  { tx, now }: MutationContext,
  plan: TariffplanRow,
  rate: Pick<RateRow, 'id' | 'prefix'>,
): Promise<void> {
  if (plan.minMarginPercent === null) return;
  const { costPlan } = await findCostPlan(tx, plan);
  if (!costPlan) return;
  const near = `where r.tariffplan_id = $1::uuid and (r.prefix like $2 || '%' or $2 like r.prefix || '%')`;
  const sold = await readRates(tx, near, [plan.id, rate.prefix]);
  const cost = await readRates(tx, near, [costPlan.id, rate.prefix]);
  const decks = decksOf(plan, sold, costPlan, cost, now);
  for (const one of findUnderCost(decks, hundredthsOf(plan), ({ id }) => id === rate.id)) {
    const detail = refusalOf(one, plan);
    throw new DomainError('validation', `pricePerMinute ${detail}.`, {
      fields: [{ code: 'underCost', pointer: '/pricePerMinute', detail }],
    });
  }
}

async function findCostPlan(
  tx: Tx,
  plan: TariffplanRow,
): Promise<{ compared: MarginCheck['compared']; costPlan: CostPlan | undefined }> {
  const [costPlan] = await tx.rows<CostPlan>(
    `select t.id, t.currency, t.off_peak as "offPeak"
     from customer c join tariffplan t on t.id = c.tariffplan_id where c.id = $1::uuid`,
    [plan.customerId],
  );
  if (!costPlan) return { compared: 'noCostPlan', costPlan };
  return costPlan.currency === plan.currency
    ? { compared: 'compared', costPlan }
    : { compared: 'otherCurrency', costPlan: undefined };
}

const readRates = (tx: Tx, from: string, values: readonly string[], validTo = 'r.valid_to') =>
  tx.rows<DeckRow>(
    `select ${deckColumns.replace('r.valid_to as', `${validTo} as`)} from rate r ${from}`,
    values,
  );

function decksOf(
  plan: TariffplanRow,
  sold: readonly DeckRow[],
  costPlan: CostPlan,
  cost: readonly DeckRow[],
  now: Date,
): MarginDecks {
  const deckOf = (rows: readonly DeckRow[]) => {
    const builder = new DeckBuilder();
    for (const row of rows) builder.add(row);
    return builder.build();
  };
  return {
    sold: deckOf(sold),
    cost: deckOf(cost),
    soldOffPeak: plan.offPeak && new OffPeak(plan.offPeak),
    costOffPeak: costPlan.offPeak && new OffPeak(costPlan.offPeak),
    now: now.getTime(),
  };
}

/** minMarginPercent has two decimals at most. */
const hundredthsOf = ({ minMarginPercent }: TariffplanRow): bigint =>
  parseDecimal(minMarginPercent ?? '0') / 10n ** BigInt(PRICE_DECIMALS - 2);

const refusalOf = ({ prefix, cost60 }: Found, { minMarginPercent }: TariffplanRow): string =>
  `sells 60 s to ${prefix} under its cost of ${priceOf(cost60)} and a margin of ${minMarginPercent} %`;

/** Of 60 times a price in 10^-8, to the last of these decimals. */
const priceOf = (price60: bigint): string => formatDecimal((price60 + 30n) / 60n, PRICE_DECIMALS);

const present = (one: Found, line: number): UnderCost => ({
  line,
  direction: one.direction,
  prefix: one.prefix,
  at: new Date(one.at).toISOString(),
  window: one.soldOffPeak ? 'offPeak' : 'peak',
  price: priceOf(one.sold60),
  cost: priceOf(one.cost60),
  costRateId: encodeId('rate', one.costRate.id),
  costWindow: one.costOffPeak ? 'offPeak' : 'peak',
});
