import type { Db } from '@strowger/db';
import { chargeDirectionOf } from './charge-direction.ts';
import type { ChargeableCall } from './charge-record.ts';

/** What of a stored record its price, and what it counts for, depend on. */
export type StoredCall = {
  id: string;
  tenantId: string;
  startedAt: Date;
  ingestedAt: Date;
  userId: string | null;
  direction: 'inbound' | 'outbound' | 'internal' | 'forwarded';
  disposition: string;
  answeredAt: Date | null;
  bLeg: boolean;
  emergency: boolean;
  country: string | null;
  toNumber: string | null;
  to: string;
  talkMs: bigint;
};

/** The columns of a StoredCall, of the table `call_record` called `r`. */
export const storedCallColumns = `r.id, r.tenant_id as "tenantId", r.started_at as "startedAt", r.ingested_at as "ingestedAt",
  r.user_id as "userId", r.direction, r.disposition, r.answered_at as "answeredAt", r.b_leg as "bLeg", r.emergency, r.country,
  r.to_number as "toNumber", r."to", r.talk_ms as "talkMs"`;

export const chargeableOf = (call: StoredCall): ChargeableCall => ({
  direction: chargeDirectionOf(call),
  number: call.toNumber,
  startedAt: call.startedAt,
  talkMs: Number(call.talkMs),
});

/**
 * The record with that id. Its id holds the millisecond in which it was taken in, which leads to its place in every
 * month; there is no index on ids alone.
 */
export async function findStoredCall(rows: Db['rows'], id: string): Promise<StoredCall | undefined> {
  const [call] = await rows<StoredCall>(
    `select ${storedCallColumns} from call_record r where r.ingested_at = $1::timestamptz and r.id = $2::uuid`,
    [timeOf(id), id],
  );
  return call;
}

/** The first 48 bits of a UUIDv7 are milliseconds since 1970. */
const timeOf = (uuid: string): Date => new Date(Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16));
