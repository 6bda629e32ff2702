import {
  type CallRecordField,
  type ChargeSideField,
  callRecordFields,
  chargeSideFields,
  type IdKind,
  idPrefixes,
} from '@strowger/contracts';
import { ID_MARK } from './encode-ids.ts';

/** Version of what is made of a record: a batch is made again byte for byte by the version it was made with. */
export const ENCODER_VERSION = 1;

type Side = 'cost' | 'revenue';

const id = (kind: IdKind, column: string) => `'${ID_MARK}${idPrefixes[kind]}_' || ${column}`;
const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const roundedUp = (milliseconds: string) => `(${milliseconds} + 999) / 1000`;

const sideExpressions = (side: Side): Record<ChargeSideField, string> => ({
  amount: `o.${side}_amount::text`,
  currency: `o.${side}_currency`,
  rateId: id('rate', `o.${side}_rate_id`),
  prefix: `o.${side}_prefix`,
  billedSeconds: `o.${side}_billed_seconds`,
});

/** What a switch or a person wrote: the only texts that may hold whatever. */
const freeTexts = {
  recordKey: 'r.record_key',
  callId: 'r.call_id',
  legId: 'r.leg_id',
  otherLegId: 'leg.id',
  from: 'r."from"',
  to: 'r."to"',
  dialed: 'r.dialed',
  callerName: 'r.caller_name',
  forwardedBy: 'r.forwarded_by',
  blockedReason: 'r.blocked_reason',
  userAgent: 'r.user_agent',
  codec: 'r.codec',
} as const satisfies Partial<Record<CallRecordField, string>>;

const plain = {
  id: id('callRecord', 'r.id'),
  sourceId: id('callRecordSource', 'r.source_id'),
  customerId: id('customer', 'r.customer_id'),
  userId: id('user', 'r.user_id'),
  direction: 'r.direction',
  fromNumber: 'r.from_number',
  toNumber: 'r.to_number',
  country: 'r.country',
  startedAt: time('r.started_at'),
  ringingAt: time('r.ringing_at'),
  answeredAt: time('r.answered_at'),
  endedAt: time('r.ended_at'),
  durationSeconds: roundedUp('r.duration_ms'),
  talkSeconds: roundedUp('r.talk_ms'),
  setupMs: 'r.setup_ms',
  disposition: 'r.disposition',
  sipCode: 'r.sip_code',
  q850Cause: 'r.q850_cause',
  hangupBy: 'r.hangup_by',
  sourceIp: 'r.source_ip',
  ratingStatus: 'o.rating_status',
} as const satisfies Partial<Record<CallRecordField, string>>;

/**
 * Each field of a call record as SQL: `r` is the record, `o` the reader's own charge, `leg` the joined leg where the
 * reader has a charge on that one too. Ids are marked uuids: see encodeIds.
 */
const expressions: Record<Exclude<CallRecordField, Side>, string> = { ...freeTexts, ...plain };

const isSide = (field: CallRecordField): field is Side => field === 'cost' || field === 'revenue';

/** The wanted fields in the order of the contract, the id first of all; no names mean all fields. */
export const chosenFields = (wanted: readonly string[]): CallRecordField[] =>
  callRecordFields.filter((field) => wanted.length === 0 || field === 'id' || wanted.includes(field));

/** A record as JSON. */
export function jsonSql(wanted: readonly string[]): string {
  const side = (name: Side) =>
    `(select row_to_json(side) from (select ${selectList(Object.entries(sideExpressions(name)))}) as side)`;
  const fields = chosenFields(wanted).map((field): [string, string] => [
    field,
    isSide(field) ? side(field) : expressions[field],
  ]);
  return `(select row_to_json(record) from (select ${selectList(fields)}) as record)::text`;
}

const selectList = (fields: readonly (readonly [name: string, sql: string])[]): string =>
  fields.map(([name, sql]) => `${sql} as "${name}"`).join(', ');

/** A record as a line of CSV, without its end: null is nothing at all, an empty text is `""`. */
export function csvSql(wanted: readonly string[]): string {
  const quoted = (sql: string) => `coalesce('"' || replace(${sql}, '"', '""') || '"', '')`;
  const bare = (sql: string) => `coalesce((${sql})::text, '')`;
  return chosenFields(wanted)
    .flatMap((field) => {
      if (isSide(field)) return Object.values(sideExpressions(field)).map(bare);
      return field in freeTexts ? quoted(expressions[field]) : bare(expressions[field]);
    })
    .join(` || ',' || `);
}

/** The names of the columns of CSV: those of the two sides of the charge have the side before them, as in costAmount. */
export const csvColumns = (wanted: readonly string[]): string[] =>
  chosenFields(wanted).flatMap((field) =>
    isSide(field)
      ? chargeSideFields.map((name) => `${field}${name[0]?.toUpperCase()}${name.slice(1)}`)
      : field,
  );

/** Columns of a charge that the expressions read. */
export const chargeColumns = [
  'rating_status',
  ...(['cost', 'revenue'] as const).flatMap((side) =>
    ['amount', 'currency', 'rate_id', 'prefix', 'billed_seconds'].map((column) => `${side}_${column}`),
  ),
];
