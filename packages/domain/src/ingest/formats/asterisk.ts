import { hash } from 'node:crypto';
import type { NativeCallRecord } from '@strowger/contracts';
import { type AsteriskRow, readAsteriskRow } from './asterisk-row.ts';
import { momentsOf } from './local-time.ts';
import {
  invalid,
  line,
  type ParsedRecord,
  type ParseSettings,
  short,
  toNormalRecord,
} from './parsed-record.ts';

const dispositions: Record<string, NativeCallRecord['disposition']> = {
  ANSWERED: 'answered',
  'NO ANSWER': 'noAnswer',
  BUSY: 'busy',
  FAILED: 'failed',
  CONGESTION: 'congestion',
};

/**
 * A row of Asterisk's Master.csv, of 16 to 21 columns. It says neither who called nor which way: the direction it gets
 * here holds where its accountcode names who pays, otherwise attribution decides.
 */
export function parseAsterisk(text: string, settings: ParseSettings): ParsedRecord {
  const row = readAsteriskRow(text);
  if ('detail' in row) return { record: undefined, ...row };
  const disposition = dispositions[row.disposition];
  if (!disposition) return invalid('disposition must be ANSWERED, NO ANSWER, BUSY, FAILED or CONGESTION');
  const times = timesOf(row, disposition === 'answered', settings.timeZone);
  if (typeof times === 'string') return invalid(times);
  const leg = legOf(row);
  const wire = {
    recordKey: keyOf(row, text),
    callId: short(row.linkedId || row.uniqueId, 256),
    legId: short(row.uniqueId, 256),
    otherLegId: short(leg.isLocal && row.linkedId !== row.uniqueId ? row.linkedId : '', 256),
    accountCode: short(row.accountCode, 128),
    direction: leg.direction,
    from: line(row.src || row.callerNumber, 128),
    to: line(row.dst, 128),
    callerName: short(row.callerName, 128),
    forwardedBy: short(leg.forwardedBy, 128),
    ...times,
    disposition,
  } satisfies NativeCallRecord;
  return toNormalRecord(wire, {
    originatingKey: null,
    bLeg: leg.bLeg,
    peerAccount: short(row.peerAccount, 128),
    directionByPayer: true,
  });
}

/** A sequence counts the records of one Asterisk; a unique id alone may stand in several, as of a call to many phones. */
function keyOf({ uniqueId, sequence }: AsteriskRow, text: string): string {
  if (uniqueId !== '' && sequence !== '') return `${uniqueId}:${sequence}`;
  const sha256 = hash('sha256', text, 'hex');
  return uniqueId === '' ? sha256 : `${uniqueId}:${sha256}`;
}

const isNumber = (dst: string): boolean => /^\+?\d{7,}$/.test(dst);

/**
 * A channel `Local/…` is Asterisk's own, made to go through the dialplan once more. To a phone it repeats what the record
 * of the call says, and is free; out to a number it is the call that somebody forwarded.
 */
function legOf(row: AsteriskRow) {
  const local = /^Local\/([^@;/]*)/.exec(row.channel)?.[1];
  const isLocal = local !== undefined;
  const goesOut = isNumber(row.dst) || toTrunk(row);
  const forwards = isLocal && goesOut && row.linkedId !== '' && row.linkedId !== row.uniqueId;
  const direction: NativeCallRecord['direction'] = forwards ? 'forwarded' : goesOut ? 'outbound' : 'internal';
  return { isLocal, bLeg: isLocal && !goesOut, direction, forwardedBy: forwards ? local : '' };
}

/**
 * `Dial` to a number at a trunk (`PJSIP/112@carrier`, `SIP/carrier/112`), which is how short numbers leave. An endpoint that is named
 * like an address (`PJSIP/101@sip.acme.example`) is dialled alike, and known by the channel that was made: that bears its whole name.
 */
const toTrunk = ({ lastApp, lastData, dstChannel }: AsteriskRow): boolean => {
  const [dialed] =
    /^(?!Local\/)[A-Za-z0-9]+\/[^,&@/]+[@/][^,&]*/.exec(lastApp === 'Dial' ? lastData : '') ?? [];
  return dialed !== undefined && !dstChannel.startsWith(`${dialed}-`);
};

/**
 * The start is the one local time that is needed. The end and the answer are reckoned from the seconds that Asterisk
 * measured, `duration` and `billsec`: its times are cut to seconds, and turn back with the clocks.
 */
function timesOf(row: AsteriskRow, answered: boolean, timeZone: string) {
  const starts = momentsOf(row.start, timeZone);
  if (starts.length === 0) return 'start must be a time like 2026-11-25 10:00:00';
  if (!/^\d{1,9}$/.test(row.duration)) return 'duration must be whole seconds';
  if (!/^\d{1,9}$/.test(row.billsec)) return 'billsec must be whole seconds';
  const durationMs = Number(row.duration) * 1000;
  const talkMs = Number(row.billsec) * 1000;
  if (talkMs > durationMs) return 'billsec must not be more than duration';
  const start = starts.length > 1 ? likelier(starts, row, durationMs, timeZone) : (starts[0] as number);
  const end = start + durationMs;
  return {
    startedAt: new Date(start).toISOString(),
    answeredAt: answered ? new Date(end - talkMs).toISOString() : null,
    endedAt: new Date(end).toISOString(),
  };
}

const MATCH_MS = 1_000;

/** Of an hour that comes twice: the one in which the channel was made, else the one that the end agrees with. */
function likelier(starts: number[], row: AsteriskRow, durationMs: number, timeZone: string): number {
  const madeAt = Number(/(\d{9,})\.\d+$/.exec(row.uniqueId)?.[1] ?? Number.NaN) * 1000;
  if (!Number.isNaN(madeAt)) {
    return starts.reduce((a, b) => (Math.abs(b - madeAt) < Math.abs(a - madeAt) ? b : a));
  }
  const ends = momentsOf(row.end, timeZone);
  const agrees = (start: number) => ends.some((end) => Math.abs(end - start - durationMs) <= MATCH_MS);
  return starts.find(agrees) ?? (starts[0] as number);
}
