/** Whom a plan charges: reseller A and B by the platform's, A's child and A's end customer by A's, and so on. */
export type PlanName = 'platform' | 'a' | 'child' | 'b';

/** Money is in units of 0.0001 here, as plans round to four decimals. */
export type TestRate = {
  plan: PlanName;
  prefix: string;
  /** Milliseconds since 1970. */
  from: number;
  fee: number;
  perMinute: number;
  initialSeconds: number;
  incrementSeconds: number;
};

export type Call = {
  index: number;
  payer: string;
  to: string;
  startedAt: number;
  /** Null: nobody answered. */
  talkMs: number | null;
};

/** An independent reckoning of what the product should charge: the longest prefix, and of that the newest that has begun. */
export class PriceList {
  readonly rates: TestRate[] = [];

  add(rate: TestRate): void {
    this.rates.push(rate);
  }

  has(plan: PlanName, prefix: string): boolean {
    return this.rates.some((rate) => rate.plan === plan && rate.prefix === prefix);
  }

  /** Units of 0.0001; null where no rate prices it. */
  priceOf(plan: PlanName, { to, startedAt, talkMs }: Call): number | null {
    if (talkMs === null) return 0;
    const number = to.slice(1);
    const [rate] = this.rates
      .filter((r) => r.plan === plan && number.startsWith(r.prefix) && r.from <= startedAt)
      .sort((a, b) => b.prefix.length - a.prefix.length || b.from - a.from);
    if (!rate) return null;
    const seconds = Math.ceil(talkMs / 1000);
    const { initialSeconds: initial, incrementSeconds: increment } = rate;
    const billed = initial + Math.ceil(Math.max(0, seconds - initial) / increment) * increment;
    return Math.ceil((rate.fee * 60 + billed * rate.perMinute) / 60);
  }
}

/** `0.0104` as units of 0.0001. @throws Error where there is more to it */
export function unitsOf(text: string | null): number | null {
  if (text === null) return null;
  const units = Number(text) * 10_000;
  const whole = Math.round(units);
  if (Math.abs(units - whole) > 1e-6) throw new Error(`${text} has more than four decimals`);
  return whole;
}

export const textOf = (units: number): string => (units / 10_000).toFixed(4);
