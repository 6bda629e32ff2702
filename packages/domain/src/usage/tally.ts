import type { Charge, ChargeSide } from '../rating/charge-record.ts';
import { formatDecimal, PRICE_DECIMALS, parseDecimal } from '../rating/decimal.ts';

/** What of a record counts for usage and limits. */
export type CountedCall = {
  direction: 'outbound' | 'inbound' | 'internal' | 'forwarded';
  /** A leg that the switch made to reach the called party: no call of its own, it counts nowhere. */
  bLeg: boolean;
  /** To an emergency number: no limit counts it. */
  emergency: boolean;
  /** Of the called number, where it is known. */
  country: string | null;
  /** E.164 of the called number, where it could be derived; `to` is what the switch wrote. */
  toNumber: string | null;
  to: string;
  startedAt: Date;
  talkMs: number;
  disposition: string;
};

type CountedSide = Pick<ChargeSide, 'amount' | 'currency' | 'billedSeconds'>;
/** What of a charge counts. */
export type CountedCharge = Pick<Charge, 'customerId' | 'ratingStatus'> & {
  cost: CountedSide;
  revenue: CountedSide;
};

/** A record's share: all of it is added, or taken out again. */
export type UsageLine = {
  sign: 1 | -1;
  call: CountedCall;
  tenantId: string;
  /** The user that the call is attributed to. */
  userId: string | null;
  /** Of every level, the payer first. */
  charges: readonly CountedCharge[];
};

/** Nobody: the parent of the highest level of a call. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const HOUR_MS = 3_600_000;

type Row = {
  keys: readonly string[];
  calls: number;
  seizures: number;
  answered: number;
  unrated: number;
  talkSeconds: number;
  costSeconds: number;
  revenueSeconds: number;
  cost: bigint;
  revenue: bigint;
  parentCost: bigint;
};

/** The columns of a tallied row, as it is copied into usage_delta. */
export const tallyColumns = `tenant_id, customer_id, parent_id, hour, direction, country, cost_currency, revenue_currency,
  parent_currency, levels_above, calls, seizures, answered, unrated, talk_seconds, cost_seconds, revenue_seconds, cost, revenue, parent_cost`;

/** Adds the records of a batch up to one row for each customer, hour, direction and country. */
export class Tally {
  readonly #rows = new Map<string, Row>();
  readonly #amounts = new Map<string, bigint>();

  add({ sign, call, tenantId, charges }: UsageLine): void {
    if (call.bLeg) return;
    const hour = Math.floor(call.startedAt.getTime() / HOUR_MS);
    const answered = call.disposition === 'answered' ? sign : 0;
    const seized = call.disposition === 'blocked' ? 0 : sign;
    const talkSeconds = sign * Math.ceil(call.talkMs / 1000);
    charges.forEach(({ customerId, ratingStatus, cost, revenue }, i) => {
      const parent = charges[i + 1];
      const row = this.#rowOf(tenantId, customerId, parent?.customerId ?? NOBODY, hour, call, [
        cost.currency ?? '',
        revenue.currency ?? '',
        parent?.cost.currency ?? '',
        String(charges.length - 1 - i),
      ]);
      row.calls += sign;
      row.seizures += seized;
      row.answered += answered;
      if (ratingStatus === 'unrated' || ratingStatus === 'failed') row.unrated += sign;
      row.talkSeconds += talkSeconds;
      row.costSeconds += sign * (cost.billedSeconds ?? 0);
      row.revenueSeconds += sign * (revenue.billedSeconds ?? 0);
      row.cost += this.#amount(sign, cost.amount);
      row.revenue += this.#amount(sign, revenue.amount);
      row.parentCost += this.#amount(sign, parent?.cost.amount);
    });
  }

  /** The rows that say something, as values of `tallyColumns`. */
  *rows(): Generator<string[]> {
    for (const { keys, cost, revenue, parentCost, ...counts } of this.#rows.values()) {
      const numbers = Object.values(counts);
      const amounts = [cost, revenue, parentCost];
      if (numbers.every((number) => number === 0) && amounts.every((amount) => amount === 0n)) continue;
      yield [...keys, ...numbers.map(String), ...amounts.map(signedDecimal)];
    }
  }

  #rowOf(
    tenantId: string,
    customerId: string,
    parentId: string,
    hour: number,
    { direction, country }: CountedCall,
    more: readonly string[],
  ): Row {
    const key = `${customerId}${parentId}${tenantId}${hour} ${direction} ${country} ${more}`;
    const known = this.#rows.get(key);
    if (known) return known;
    const row = {
      keys: [
        tenantId,
        customerId,
        parentId,
        new Date(hour * HOUR_MS).toISOString(),
        direction,
        country ?? '',
        ...more,
      ],
      calls: 0,
      seizures: 0,
      answered: 0,
      unrated: 0,
      talkSeconds: 0,
      costSeconds: 0,
      revenueSeconds: 0,
      cost: 0n,
      revenue: 0n,
      parentCost: 0n,
    };
    this.#rows.set(key, row);
    return row;
  }

  /** The same few amounts come again and again: each text is read once. */
  #amount(sign: 1 | -1, text: string | null | undefined): bigint {
    if (text === null || text === undefined) return 0n;
    let units = this.#amounts.get(text);
    if (units === undefined) {
      units = parseDecimal(text);
      this.#amounts.set(text, units);
    }
    return sign === 1 ? units : -units;
  }
}

/** `units` of 10^-8 as a decimal. */
export const signedDecimal = (units: bigint): string =>
  units < 0n ? `-${formatDecimal(-units, PRICE_DECIMALS)}` : formatDecimal(units, PRICE_DECIMALS);
