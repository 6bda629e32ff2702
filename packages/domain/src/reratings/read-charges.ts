import type { Db } from '@strowger/db';
import type { Charge, ChargeSide } from '../rating/charge-record.ts';
import { type StoredCall, storedCallColumns } from '../rating/stored-call.ts';
import type { Candidate } from './find-candidates.ts';

/** A record with the charges of all its levels, the payer first. */
export type ChargedCall = { call: StoredCall; charges: StoredCharge[] };
export type StoredCharge = Charge & { revision: number };

type Row = Omit<StoredCharge, 'cost' | 'revenue'> & {
  recordId: string;
  cost: ChargeSide;
  revenue: ChargeSide;
};

/** PostgreSQL writes numerics into JSON as numbers, which would lose digits: hence the text. */
const sideOf = (name: 'cost' | 'revenue') =>
  `json_build_object('amount', c.${name}_amount::text, 'currency', c.${name}_currency, 'rateId', c.${name}_rate_id,
     'prefix', c.${name}_prefix, 'billedSeconds', c.${name}_billed_seconds, 'terms', c.${name}_terms,
     'askedPlanId', c.${name}_asked_plan_id) as ${name}`;

/**
 * Reads the records and locks their charges for the rest of the transaction, in one order for all: another re-rating of
 * the same records waits, and then begins anew on what this one leaves.
 */
export async function readCharges(
  rows: Db['rows'],
  candidates: readonly Candidate[],
): Promise<Map<string, ChargedCall>> {
  const ids = candidates.map(({ recordId }) => recordId);
  const times = candidates.map(({ startedAt }) => startedAt.getTime());
  const period = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const charges = await rows<Row>(
    `select c.record_id as "recordId", c.customer_id as "customerId", c.level, c.revision,
       c.rating_status as "ratingStatus", ${sideOf('cost')}, ${sideOf('revenue')}
     from charge c where c.record_id = any($1) and c.started_at between $2 and $3
     order by c.record_id, c.level for update of c`,
    [ids, ...period],
  );
  const calls = await rows<StoredCall>(
    `select ${storedCallColumns} from unnest($1::uuid[], $2::timestamptz[]) as wanted (id, started_at)
     cross join lateral (select * from call_record r where r.started_at = wanted.started_at and r.id = wanted.id limit 1) r
     where r.started_at between $3 and $4`,
    [ids, candidates.map(({ startedAt }) => startedAt), ...period],
  );
  const found = new Map(calls.map((call): [string, ChargedCall] => [call.id, { call, charges: [] }]));
  for (const { recordId, ...charge } of charges) found.get(recordId)?.charges.push(charge);
  return found;
}
