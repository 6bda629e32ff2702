import { type CallRecordField, callRecordFields, type IdKind, idPrefixes } from '@strowger/contracts';
import { ID_MARK } from './encode-ids.ts';

/** Version of what is made of a record: a batch is made again byte for byte by the version it was made with. */
export const ENCODER_VERSION = 1;

const id = (kind: IdKind, column: string) => `'${ID_MARK}${idPrefixes[kind]}_' || ${column}`;
const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const roundedUp = (milliseconds: string) => `(${milliseconds} + 999) / 1000`;
const side = (name: 'cost' | 'revenue') => `(select row_to_json(side) from (select
  o.${name}_amount::text as "amount", o.${name}_currency as "currency", ${id('rate', `o.${name}_rate_id`)} as "rateId",
  o.${name}_prefix as "prefix", o.${name}_billed_seconds as "billedSeconds") as side)`;

/**
 * Each field of a call record as SQL, in the order of the contract: `r` is the record, `o` the reader's own charge,
 * `leg` the joined leg where the reader has a charge on that one too. Ids are marked uuids: see encodeIds.
 */
const expressions = {
  id: id('callRecord', 'r.id'),
  sourceId: id('callRecordSource', 'r.source_id'),
  recordKey: 'r.record_key',
  callId: 'r.call_id',
  legId: 'r.leg_id',
  otherLegId: 'leg.id',
  customerId: id('customer', 'r.customer_id'),
  userId: id('user', 'r.user_id'),
  direction: 'r.direction',
  from: 'r."from"',
  to: 'r."to"',
  fromNumber: 'r.from_number',
  toNumber: 'r.to_number',
  dialed: 'r.dialed',
  callerName: 'r.caller_name',
  forwardedBy: 'r.forwarded_by',
  country: 'r.country',
  startedAt: time('r.started_at'),
  ringingAt: time('r.ringing_at'),
  answeredAt: time('r.answered_at'),
  endedAt: time('r.ended_at'),
  durationSeconds: roundedUp('r.duration_ms'),
  talkSeconds: roundedUp('r.talk_ms'),
  setupMs: 'r.setup_ms',
  disposition: 'r.disposition',
  blockedReason: 'r.blocked_reason',
  sipCode: 'r.sip_code',
  q850Cause: 'r.q850_cause',
  hangupBy: 'r.hangup_by',
  sourceIp: 'r.source_ip',
  userAgent: 'r.user_agent',
  codec: 'r.codec',
  ratingStatus: 'o.rating_status',
  cost: side('cost'),
  revenue: side('revenue'),
} satisfies Record<CallRecordField, string>;

/** The select list of the wanted fields, the id first of all; no names mean all fields. */
export function recordSelectList(wanted: readonly string[]): string {
  const chosen = callRecordFields.filter((field) => isWanted(field, wanted));
  return chosen.map((field) => `${expressions[field]} as "${field}"`).join(', ');
}

const isWanted = (field: CallRecordField, wanted: readonly string[]) =>
  wanted.length === 0 || field === 'id' || wanted.includes(field);
