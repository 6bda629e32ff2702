import type { Transaction } from '../ingest/transaction.ts';
import { parseDecimal } from '../rating/decimal.ts';
import { type CountedCall, signedDecimal, type UsageLine } from '../usage/tally.ts';

/** What of a limit decides which calls it counts. */
type CountedLimit = {
  id: string;
  customerId: string;
  userId: string | null;
  type: 'minutes' | 'spend' | 'callAttempts' | 'distinctNumbers';
  direction: 'outbound' | 'inbound' | null;
  countries: string[];
  prefixes: string[];
  period: 'hour' | 'day' | 'month';
};

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;

/** Counts a batch for the limits of all levels and of the users, in its own transaction: it only inserts. */
export async function countLimits(transaction: Transaction, lines: readonly UsageLine[]): Promise<void> {
  const calls = lines.filter(({ call }) => isCounted(call));
  const limits = await findLimits(transaction.rows, calls);
  if (limits.length === 0) return;
  const counters = new LimitCounters();
  const byOwner = new Map<string, CountedLimit[]>();
  for (const limit of limits) {
    const owner = limit.userId ?? limit.customerId;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), limit]);
  }
  for (const line of calls) {
    const payer = line.charges[0];
    for (const limit of byOwner.get(line.userId ?? '') ?? []) counters.add(limit, line, payer?.cost.amount);
    for (const { customerId, cost } of line.charges)
      for (const limit of byOwner.get(customerId) ?? []) counters.add(limit, line, cost.amount);
  }
  await counters.store(transaction.rows);
}

/** b-legs and internal calls are no calls of their own; blocked ones were not let through; no limit keeps help away. */
const isCounted = ({ bLeg, emergency, direction, disposition }: CountedCall): boolean =>
  !bLeg && !emergency && direction !== 'internal' && disposition !== 'blocked';

function findLimits(rows: Transaction['rows'], lines: readonly UsageLine[]): Promise<CountedLimit[]> {
  const customers = new Set(lines.flatMap(({ charges }) => charges.map(({ customerId }) => customerId)));
  const users = new Set(lines.flatMap(({ userId }) => (userId === null ? [] : [userId])));
  return rows<CountedLimit>(
    `select id, customer_id as "customerId", user_id as "userId", type, direction, countries, prefixes, period
     from "limit" where customer_id = any ($1) and enabled
       and type in ('minutes', 'spend', 'callAttempts', 'distinctNumbers') and (user_id is null or user_id = any ($2))`,
    [[...customers], [...users]],
  );
}

/** What a batch adds to counters: by limit and slot, or by limit, slot and number. */
class LimitCounters {
  readonly #values = new Map<string, bigint>();

  add(limit: CountedLimit, { sign, call }: UsageLine, cost: string | null | undefined): void {
    if (!matches(limit, call)) return;
    const length = limit.period === 'hour' ? MINUTE_MS : QUARTER_MS;
    const slot = Math.floor(call.startedAt.getTime() / length) * length;
    const number = limit.type === 'distinctNumbers' ? (call.toNumber ?? call.to) : '';
    const key = `${limit.id} ${slot} ${number}`;
    const value = BigInt(sign) * shareOf(limit.type, call, cost);
    this.#values.set(key, (this.#values.get(key) ?? 0n) + value);
  }

  async store(rows: Transaction['rows']): Promise<void> {
    // What a revised charge takes out and puts in again comes to nothing, of numbers too.
    const entries = [...this.#values].filter(([, value]) => value !== 0n);
    if (entries.length === 0) return;
    const keys = entries.map(([key]) => key.split(' '));
    await rows(
      `insert into limit_delta (limit_id, slot, value, number)
       select id, slot, value, nullif(number, '') from unnest($1::uuid[], $2::timestamptz[], $3::numeric[], $4::text[])
         as counted (id, slot, value, number)`,
      [
        keys.map(([id]) => id),
        keys.map(([, slot]) => new Date(Number(slot))),
        entries.map(([, value]) => signedDecimal(value)),
        keys.map(([, , ...number]) => number.join(' ')),
      ],
    );
  }
}

const ONE = parseDecimal('1');

/** In the unit of the counter, as an integer of 10^-8. Minutes are counted in seconds of talk. */
function shareOf(type: CountedLimit['type'], { talkMs }: CountedCall, cost: string | null | undefined) {
  if (type === 'minutes') return ONE * BigInt(Math.ceil(talkMs / 1000));
  if (type === 'spend') return parseDecimal(cost ?? '0');
  return ONE;
}

function matches({ direction, countries, prefixes }: CountedLimit, call: CountedCall): boolean {
  const way = call.direction === 'inbound' ? 'inbound' : 'outbound';
  if (direction !== null && direction !== way) return false;
  if (countries.length === 0 && prefixes.length === 0) return true;
  if (call.country !== null && countries.includes(call.country)) return true;
  return prefixes.some((prefix) => call.toNumber?.startsWith(prefix, 1));
}
