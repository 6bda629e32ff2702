import { chargeDirectionOf, isAnswered } from '../rating/charge-direction.ts';
import type { ChargeableCall } from '../rating/charge-record.ts';
import type { SourceRow } from '../sources/read-model.ts';
import { formats } from './formats/index.ts';
import type { NormalRecord } from './formats/parsed-record.ts';
import { normaliseNumber } from './normalise-number.ts';
import type { RawRecord } from './split/raw-record.ts';

/** What a record says, and what follows from it alone. */
export type Call = {
  record: NormalRecord;
  fromNumber: string | null;
  toNumber: string | null;
  country: string | null;
  durationMs: number;
  talkMs: number;
  setupMs: number | null;
  chargeDirection: ChargeableCall['direction'];
  emergency: boolean;
};

export type Refusal = {
  reason: 'unreadable' | 'invalid' | 'unattributed' | 'ambiguous';
  detail: string;
  /** recordKey of the leg whose record would settle it. */
  waitsForLeg: string | null;
};

/** A record on its way: a call, or why it is none. */
export type PreparedRecord =
  | { raw: RawRecord; call: Call }
  | { raw: RawRecord; call: undefined; refusal: Refusal };

const HOUR_MS = 3_600_000;
const EARLIEST = Date.UTC(2000, 0, 1);
/** Clocks of switches differ; nothing else lies in the future. */
const AHEAD_MS_MAX = 24 * HOUR_MS;
const CALL_MS_MAX = 366 * 24 * HOUR_MS;
const INT_MAX = 2_147_483_647;

/** Everything about a record that needs no look-up. */
export function prepareRecord(
  raw: RawRecord,
  source: Pick<SourceRow, 'format' | 'country' | 'timeZone'>,
  now: Date,
): PreparedRecord {
  if (raw.fault !== null) return refused(raw, 'unreadable', raw.fault);
  const parsed = formats[source.format].parse(raw.text, source);
  if (!parsed.record) return refused(raw, parsed.reason, parsed.detail);
  const wrong = wrongTime(parsed.record, now);
  if (wrong) return refused(raw, 'invalid', wrong);
  return { raw, call: callOf(parsed.record, source.country) };
}

const refused = (raw: RawRecord, reason: 'unreadable' | 'invalid', detail: string): PreparedRecord => ({
  raw,
  call: undefined,
  refusal: { reason, detail, waitsForLeg: null },
});

function wrongTime({ startedAt, endedAt }: NormalRecord, now: Date): string | undefined {
  const [start, end] = [startedAt.getTime(), endedAt.getTime()];
  if (start < EARLIEST) return 'startedAt must not lie before 2000';
  if (start > now.getTime() + AHEAD_MS_MAX) return 'startedAt must not lie more than 24 hours ahead';
  if (end > now.getTime() + AHEAD_MS_MAX) return 'endedAt must not lie more than 24 hours ahead';
  if (end - start > CALL_MS_MAX) return 'endedAt must lie within 366 days after startedAt';
  return undefined;
}

function callOf(record: NormalRecord, country: string | null): Call {
  const to = normaliseNumber(record.to, country);
  const answered = isAnswered(record);
  return {
    record,
    fromNumber: normaliseNumber(record.from, country).number,
    toNumber: to.number,
    country: to.country,
    durationMs: record.endedAt.getTime() - record.startedAt.getTime(),
    talkMs: answered ? record.endedAt.getTime() - (record.answeredAt?.getTime() ?? 0) : 0,
    setupMs: setupOf(record),
    chargeDirection: chargeDirectionOf({ ...record, emergency: false }),
    emergency: false,
  };
}

/** The call with the direction that its attribution has found. */
export function withDirection(call: Call, direction: NormalRecord['direction']): Call {
  if (call.record.direction === direction) return call;
  const record = { ...call.record, direction };
  return { ...call, record, chargeDirection: chargeDirectionOf({ ...record, emergency: call.emergency }) };
}

/** The call as one to an emergency number of the country. */
export const forHelp = (call: Call, country: string): Call => ({
  ...call,
  country,
  emergency: true,
  chargeDirection: null,
});

/** Until the far end rang or, where nothing tells of ringing, answered. */
function setupOf({ startedAt, ringingAt, answeredAt }: NormalRecord): number | null {
  const heard = ringingAt ?? answeredAt;
  if (!heard) return null;
  const ms = heard.getTime() - startedAt.getTime();
  return ms >= 0 && ms <= INT_MAX ? ms : null;
}
