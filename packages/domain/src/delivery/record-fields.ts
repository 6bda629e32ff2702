import {
  type CallRecordField,
  type ChargeSideField,
  callRecordFields,
  chargeSideFields,
  type IdKind,
  idPrefixes,
  uuidToBase32,
} from '@strowger/contracts';

/** Version of what is made of a record: a batch is made again byte for byte by the version it was made with. */
export const ENCODER_VERSION = 2;

/** What a value is written as: `bare` in JSON and CSV alike, `quoted` as plain text, `free` as text that may hold anything. */
export type ValueKind = 'bare' | 'quoted' | 'free';

/** One value of a record: where it comes from, and how PostgreSQL's text of it becomes ours. */
export type RecordValue = { sql: string; kind: ValueKind; make?: (text: string) => string };

export type Side = 'cost' | 'revenue';
export const isSide = (field: CallRecordField): field is Side => field === 'cost' || field === 'revenue';

const free = (sql: string): RecordValue => ({ sql, kind: 'free' });
const quoted = (sql: string): RecordValue => ({ sql, kind: 'quoted' });
const bare = (sql: string): RecordValue => ({ sql, kind: 'bare' });

const id = (kind: IdKind, sql: string): RecordValue => {
  const prefix = `${idPrefixes[kind]}_`;
  return { sql, kind: 'quoted', make: (uuid) => prefix + uuidToBase32(uuid) };
};

const REMEMBERED_MAX = 1_000;

/** As id, of what is the same in many records. */
function commonId(kind: IdKind, sql: string): RecordValue {
  const { make, ...value } = id(kind, sql) as Required<RecordValue>;
  const known = new Map<string, string>();
  return {
    ...value,
    make: (uuid) => {
      const made = known.get(uuid) ?? make(uuid);
      if (known.size >= REMEMBERED_MAX) known.clear();
      known.set(uuid, made);
      return made;
    },
  };
}

/** `2026-11-25 10:00:00.12+00`, as a session in UTC writes it, to RFC 3339 with milliseconds. */
export const toTime = (text: string): string =>
  text.length === 22
    ? `${text.slice(0, 10)}T${text.slice(11, 19)}.000Z`
    : `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0')}Z`;
const time = (sql: string): RecordValue => ({ sql, kind: 'quoted', make: toTime });

const toSeconds = (milliseconds: string): string => String(Math.ceil(Number(milliseconds) / 1000));
const seconds = (sql: string): RecordValue => ({ sql, kind: 'bare', make: toSeconds });

/** What led the call, from the level on in whose scope it lay. */
function ofLevel(thing: 'extension' | 'destination'): string {
  return `case when o.level >= r.${thing}_level then r.${thing}_id end`;
}

/**
 * The fields of a call record: `r` is the record, `leg` the joined leg where the reader has a charge on that one too, `o`
 * the reader's own charge.
 */
const values: Record<Exclude<CallRecordField, Side>, RecordValue> = {
  id: id('callRecord', 'r.id'),
  sourceId: commonId('callRecordSource', 'r.source_id'),
  recordKey: free('r.record_key'),
  callId: free('r.call_id'),
  legId: free('r.leg_id'),
  otherLegId: free('leg.id'),
  customerId: commonId('customer', 'r.customer_id'),
  userId: commonId('user', 'r.user_id'),
  extensionId: commonId('extension', ofLevel('extension')),
  destinationId: commonId('destination', ofLevel('destination')),
  direction: quoted('r.direction'),
  from: free('r."from"'),
  to: free('r."to"'),
  fromNumber: quoted('r.from_number'),
  toNumber: quoted('r.to_number'),
  dialed: free('r.dialed'),
  callerName: free('r.caller_name'),
  forwardedBy: free('r.forwarded_by'),
  country: quoted('r.country'),
  startedAt: time('r.started_at'),
  ringingAt: time('r.ringing_at'),
  answeredAt: time('r.answered_at'),
  endedAt: time('r.ended_at'),
  durationSeconds: seconds('r.duration_ms'),
  talkSeconds: seconds('r.talk_ms'),
  setupMs: bare('r.setup_ms'),
  disposition: quoted('r.disposition'),
  blockedReason: free('r.blocked_reason'),
  sipCode: bare('r.sip_code'),
  q850Cause: bare('r.q850_cause'),
  hangupBy: quoted('r.hangup_by'),
  sourceIp: quoted('r.source_ip'),
  userAgent: free('r.user_agent'),
  codec: free('r.codec'),
  ratingStatus: quoted('o.rating_status'),
};

const sideValues = (side: Side): Record<ChargeSideField, RecordValue> => ({
  amount: quoted(`o.${side}_amount`),
  currency: quoted(`o.${side}_currency`),
  rateId: commonId('rate', `o.${side}_rate_id`),
  prefix: quoted(`o.${side}_prefix`),
  billedSeconds: bare(`o.${side}_billed_seconds`),
});

/** Columns of a charge that the values are read from. */
export const chargeColumns = [
  'level',
  'rating_status',
  ...(['cost', 'revenue'] as const).flatMap((side) =>
    ['amount', 'currency', 'rate_id', 'prefix', 'billed_seconds'].map((column) => `${side}_${column}`),
  ),
];

/** A value of a record with its place: its field, and the field of the side where it is one of a charge. */
export type PlacedValue = RecordValue & { field: CallRecordField; sideField?: ChargeSideField };

/** All values of a record, in the order of the contract. They are all read, whatever is wanted: one statement for all. */
export const recordValues: readonly PlacedValue[] = callRecordFields.flatMap((field): PlacedValue[] => {
  if (!isSide(field)) return [{ ...values[field], field }];
  const side = sideValues(field);
  return chargeSideFields.map((sideField) => ({ ...side[sideField], field, sideField }));
});

/** Whether a field is one of those that are wanted: no names mean all, and the id comes always. */
export const isWanted = (field: CallRecordField, wanted: readonly string[]): boolean =>
  wanted.length === 0 || field === 'id' || wanted.includes(field);
