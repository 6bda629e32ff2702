import { hash } from 'node:crypto';
import { encodeId, type NativeCallRecord } from '@strowger/contracts';
import { line, short } from '../ingest/formats/parsed-record.ts';
import { type EngineCall, type EngineLeg, legsOf, momentOf, said } from './engine-call.ts';

const KEY_LENGTH = 32;
const NUMBER_LENGTH = 128;
const TEXT_LENGTH = 256;
const REASON_LENGTH = 64;

/**
 * The call records of one call of the engine: one for each decision, and one for whoever was called on the platform and
 * does not pay. Who pays stands in the call by its id, nobody is looked for. The same call gives the same keys.
 */
export function recordsOfCall(call: EngineCall): NativeCallRecord[] {
  const decided = legsOf(call);
  const legs = decided.length > 0 ? decided : [undecided(call)];
  const last = legs[legs.length - 1] as EngineLeg;
  const isCalleeApart = hasCalleeApart(call, legs);
  const legId = legIdsOf(call);
  const records = legs.map((leg, at): NativeCallRecord => {
    const before = legs[at - 1];
    return {
      ...partsOf(call, leg),
      ...outcomeOf(call, leg === last),
      ...idsOf(legId(at), otherLeg(at, legs.length, isCalleeApart, legId)),
      accountCode: payerOf(call, leg),
      destinationId: leg === last ? idOrNull('destination', call.dest_id) : null,
      direction: before ? forwardedTo(leg) : directionOf(leg),
      dialed: short(before ? leg.number : said(call.dialed), NUMBER_LENGTH),
      forwardedBy: short(before?.number ?? '', NUMBER_LENGTH),
    };
  });
  if (isCalleeApart) {
    records.push({
      ...partsOf(call, last),
      ...outcomeOf(call, true),
      ...idsOf(legId('callee'), legId(legs.length - 1)),
      accountCode: accountOf(last.calleeUserId, last.calleeCustomerId),
      destinationId: idOrNull('destination', call.dest_id),
      direction: 'internal',
      dialed: short(last.number, NUMBER_LENGTH),
    });
  }
  return records;
}

/** The same call has the same three, whoever tells of it: the table, the log, or a dialog that came back after a restart. */
function legIdsOf(call: EngineCall): (leg: number | 'callee') => string {
  const dialog = [call.call_id, call.from_tag, call.to_tag].join('\n');
  const key = hash('sha256', dialog, 'hex').slice(0, KEY_LENGTH);
  return (leg) => `${key}-${leg}`;
}

const idsOf = (legId: string, otherLegId: string | null) => ({ recordKey: legId, legId, otherLegId });

function otherLeg(
  at: number,
  count: number,
  isCalleeApart: boolean,
  legId: (leg: number | 'callee') => string,
): string | null {
  if (at > 0) return legId(at - 1);
  if (count > 1) return legId(1);
  return isCalleeApart ? legId('callee') : null;
}

/** Of an internal call there is a record at each end; who is called from outside pays, and has the one there is. */
function hasCalleeApart(call: EngineCall, legs: readonly EngineLeg[]): boolean {
  const last = legs[legs.length - 1];
  const isOwn = legs.length === 1 && last?.callType === 'inbound';
  return last !== undefined && last.calleeCustomerId !== '' && !isOwn && call.blocked_reason === '';
}

/** A call that came while the database could not be asked: it is whoever called's. */
const undecided = (call: EngineCall): EngineLeg => ({
  callType: call.auth_customer_id === '' ? 'inbound' : 'outbound',
  billUserId: '',
  billCustomerId: '',
  calleeUserId: '',
  calleeCustomerId: '',
  number: said(call.dialed),
  cli: '',
  startedAt: momentOf(call.setup_ts),
  extensionId: '',
});

/** An id that is none gives a code that names nobody, so that the record is kept in quarantine. */
const accountOf = (userId: string, customerId: string): string | null => {
  const named = userId || customerId;
  if (named === '') return null;
  return isUuid(named) ? encodeId(userId === '' ? 'customer' : 'user', named) : line(named, NUMBER_LENGTH);
};

/** An id that is none costs no record: it tells only by which way the call went. */
const idOrNull = (kind: 'extension' | 'destination', id: string): string | null =>
  isUuid(id) ? encodeId(kind, id) : null;

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Where the decision came to nobody who pays, it is whoever called's; of a call from a trunk, the trunk's owner's. */
const payerOf = (call: EngineCall, leg: EngineLeg): string | null =>
  accountOf(leg.billUserId, leg.billCustomerId) ??
  accountOf(call.auth_user_id, call.auth_customer_id) ??
  accountOf('', call.trunk_customer_id);

const directionOf = ({ callType }: EngineLeg): NativeCallRecord['direction'] =>
  callType === 'inbound' || callType === 'internal' ? callType : 'outbound';

/** What stays on the platform is free, forwarded or not. */
const forwardedTo = ({ calleeCustomerId }: EngineLeg): NativeCallRecord['direction'] =>
  calleeCustomerId === '' ? 'forwarded' : 'internal';

function partsOf(call: EngineCall, leg: EngineLeg) {
  const { startedAt } = leg;
  const notBefore = (moment: Date | undefined) =>
    moment && startedAt && moment >= startedAt ? moment.toISOString() : null;
  return {
    callId: short(said(call.call_id), TEXT_LENGTH),
    from: line(leg.cli || said(call.from_user), NUMBER_LENGTH),
    to: line(leg.number || said(call.dialed), NUMBER_LENGTH),
    // A time that cannot be read is none: the record is invalid, and kept.
    startedAt: startedAt?.toISOString() ?? '',
    ringingAt: notBefore(momentOf(call.ringing_ts)),
    answeredAt: momentOf(call.answer_ts)?.toISOString() ?? null,
    endedAt: notBefore(endOf(call)) ?? startedAt?.toISOString() ?? '',
    extensionId: idOrNull('extension', leg.extensionId),
    sourceIp: call.src_ip || null,
    userAgent: short(said(call.user_agent), TEXT_LENGTH),
  };
}

function endOf(call: EngineCall): Date | undefined {
  const answered = momentOf(call.answer_ts);
  if (!answered) return momentOf(call.failed_ts);
  return new Date(answered.getTime() + Math.round((Number(call.duration) || 0) * 1000));
}

const dispositions: Record<string, NativeCallRecord['disposition']> = {
  408: 'noAnswer',
  480: 'noAnswer',
  486: 'busy',
  487: 'cancelled',
  503: 'congestion',
  600: 'busy',
};

/** @param isLast whether it is the leg that came to what the call came to: those before it were not refused themselves */
function outcomeOf(call: EngineCall, isLast: boolean) {
  const code = Number(call.sip_code);
  const isAnswered = momentOf(call.answer_ts) !== undefined;
  const isBlocked = call.blocked_reason !== '' && isLast && !isAnswered;
  const failed = isBlocked ? 'blocked' : (dispositions[call.sip_code] ?? 'failed');
  const { release_by: releaseBy } = call;
  return {
    disposition: isAnswered ? 'answered' : failed,
    blockedReason: isBlocked ? line(call.blocked_reason, REASON_LENGTH) : null,
    sipCode: isAnswered ? 200 : code >= 100 && code <= 699 ? code : null,
    hangupBy: releaseBy === 'caller' || releaseBy === 'callee' ? releaseBy : 'system',
  } as const;
}
