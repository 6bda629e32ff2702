import { NativeCallRecord } from '@strowger/contracts';
import { type FreeswitchBody, openFreeswitchBody } from './freeswitch-body.ts';
import { dispositionOf, hangupByOf } from './freeswitch-outcome.ts';
import {
  invalid,
  line,
  type ParsedRecord,
  readJson,
  short,
  toNormalRecord,
  unreadable,
} from './parsed-record.ts';

/**
 * One channel of FreeSWITCH as mod_json_cdr writes it. The leg of an authenticated phone, which FreeSWITCH calls
 * inbound, is the outbound call of its user. A leg that another one originated is a b-leg: free, beside that one, unless
 * it says by a Diversion header that it forwards.
 */
export function parseFreeswitch(text: string): ParsedRecord {
  const value = readJson(text);
  if (value === undefined) return unreadable('is not JSON');
  const body = openFreeswitchBody(value);
  if (!body) return invalid('variables are missing: this is no body of mod_json_cdr');
  const leg = legOf(body);
  const times = timesOf(body);
  if (typeof times === 'string') return invalid(times);
  const wire = {
    ...leg.fields,
    ...times.fields,
    ...outcomeOf(body, leg, times.answered),
    ...detailsOf(body),
  } satisfies NativeCallRecord;
  return toNormalRecord(wire, leg);
}

type Leg = ReturnType<typeof legOf>;

function legOf(body: FreeswitchBody) {
  const { variable, profile } = body;
  const uuid = variable('uuid') || profile('uuid');
  const towardsCallee = variable('direction') === 'outbound';
  const originator = variable('originating_leg_uuid') || variable('originator');
  const originatingKey = towardsCallee && originator !== '' && originator !== uuid ? originator : null;
  const bridged = variable('bridge_uuid') || variable('last_bridge_to');
  const authUser = towardsCallee ? '' : variable('sip_auth_username');
  const realm = variable('sip_auth_realm') || variable('domain_name');
  const to = profile('destination_number') || variable('sip_to_user');
  const forwardedBy = originatingKey === null ? '' : divertedFrom(variable('sip_h_Diversion'));
  const fields = {
    recordKey: uuid,
    callId: short(variable('sip_call_id'), 256),
    legId: uuid,
    otherLegId: short(originatingKey ?? bridged, 256),
    authUser: short(authUser && realm ? `${authUser}@${realm}` : '', 320),
    accountCode: short(variable('accountcode'), 128),
    direction: directionOf({ towardsCallee, authUser, to, forwardedBy, dialedUser: variable('dialed_user') }),
    from: line(profile('caller_id_number') || variable('sip_from_user'), 128),
    to: line(to, 128),
    dialed: short(variable('sip_req_user'), 128),
    callerName: short(profile('caller_id_name'), 128),
    forwardedBy: short(forwardedBy, 128),
  } as const;
  return {
    fields,
    originatingKey,
    bLeg: originatingKey !== null && forwardedBy === '',
    towardsCallee,
    joined: originatingKey !== null || bridged !== '',
  };
}

function directionOf(leg: {
  towardsCallee: boolean;
  authUser: string;
  to: string;
  forwardedBy: string;
  dialedUser: string;
}): NativeCallRecord['direction'] {
  if (leg.towardsCallee) return leg.forwardedBy === '' ? 'outbound' : 'forwarded';
  if (leg.authUser === '') return 'inbound';
  // From one registered phone to another: an extension, no number.
  return leg.dialedUser !== '' && !/^\+?\d{7,}$/.test(leg.to) ? 'internal' : 'outbound';
}

/** The user part of `<sip:1003@example.com>;reason=unconditional`. */
const divertedFrom = (header: string): string => /sips?:([^@;>]+)/.exec(header)?.[1] ?? '';

/** Times from microseconds, else from seconds, else from the talk time; the problem as text if there are none. */
function timesOf({ variable }: FreeswitchBody) {
  const startedAt = momentOf(variable, 'start');
  const endedAt = momentOf(variable, 'end');
  if (startedAt === undefined) return 'start_uepoch or start_epoch must be a time';
  if (endedAt === undefined) return 'end_uepoch or end_epoch must be a time';
  const talkMs = Number(variable('billmsec')) || Number(variable('billsec')) * 1000 || 0;
  const answeredAt =
    momentOf(variable, 'answer', 'uepoch') ??
    (talkMs > 0 ? new Date(Math.max(endedAt.getTime() - talkMs, startedAt.getTime())) : undefined) ??
    momentOf(variable, 'answer', 'epoch');
  const ringing = [momentOf(variable, 'progress'), momentOf(variable, 'progress_media')].filter(
    (at) => at !== undefined,
  );
  const ringingAt = ringing.sort((a, b) => a.getTime() - b.getTime())[0];
  return {
    answered: answeredAt !== undefined,
    fields: {
      startedAt: startedAt.toISOString(),
      ringingAt: ringingAt?.toISOString() ?? null,
      answeredAt: answeredAt?.toISOString() ?? null,
      endedAt: endedAt.toISOString(),
    },
  };
}

/** FreeSWITCH writes 0 for what never happened. Microseconds are cut to milliseconds. */
function momentOf(
  variable: FreeswitchBody['variable'],
  event: string,
  unit?: 'uepoch' | 'epoch',
): Date | undefined {
  const micros = unit === 'epoch' ? 0 : Number(variable(`${event}_uepoch`));
  const seconds = unit === 'uepoch' ? 0 : Number(variable(`${event}_epoch`));
  const ms = micros > 0 ? Math.trunc(micros / 1000) : seconds * 1000;
  return ms > 0 && ms < MS_MAX ? new Date(ms) : undefined;
}

/** What a Date can hold. */
const MS_MAX = 8.64e15;

function outcomeOf({ variable }: FreeswitchBody, leg: Leg, answered: boolean) {
  const cause = variable('hangup_cause');
  return {
    disposition: dispositionOf(answered, cause),
    hangupBy: hangupByOf(variable('sip_hangup_disposition'), cause, leg),
    sipCode: within(variable('sip_term_status') || variable('sip_invite_failure_status'), 100, 699),
    q850Cause: within(variable('hangup_cause_q850'), 0, 127),
  };
}

function detailsOf({ variable }: FreeswitchBody) {
  const sourceIp = variable('sip_network_ip').replace(/^\[|\]$/g, '');
  return {
    sourceIp: NativeCallRecord.shape.sourceIp.safeParse(sourceIp).success ? sourceIp : null,
    userAgent: short(variable('sip_user_agent'), 256),
    codec: short(variable('read_codec') || variable('rtp_use_codec_name'), 32),
  };
}

const within = (text: string, min: number, max: number): number | null =>
  /^\d{1,3}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : null;
