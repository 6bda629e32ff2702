/** A row of kam.acc_cdrs: one call as the SIP engine saw it, see docs/sip.md. Texts are empty where there is nothing to tell. */
export type EngineCall = Record<EngineColumn, string>;
export type EngineColumn = (typeof engineColumns)[number];

/** In the order of `cdr_extra`. The log writes `duration` before them, and the same names. */
export const engineColumns = [
  'duration',
  'setup_ts',
  'ringing_ts',
  'answer_ts',
  'failed_ts',
  'legs',
  'sip_code',
  'blocked_reason',
  'release_by',
  'src_ip',
  'auth_user_id',
  'auth_customer_id',
  'trunk_customer_id',
  'dest_id',
  'dialed',
  'from_user',
  'call_id',
  'from_tag',
  'to_tag',
  'user_agent',
] as const;

/** One decision of kam.route_call within a call. Ids are uuids. */
export type EngineLeg = {
  callType: string;
  billUserId: string;
  billCustomerId: string;
  calleeUserId: string;
  calleeCustomerId: string;
  number: string;
  cli: string;
  startedAt: Date | undefined;
  /** The extension that led the call. */
  extensionId: string;
};

/** The legs of a call, in their order. */
export const legsOf = ({ legs }: EngineCall): EngineLeg[] =>
  legs
    .split(',')
    .filter((text) => text !== '')
    .map((text) => {
      const [callType = '', billUserId = '', billCustomerId = '', calleeUserId = '', ...rest] =
        text.split('|');
      const [calleeCustomerId = '', number = '', cli = '', _forward, _condition, at = '', extensionId = ''] =
        rest;
      const startedAt = momentOf(at);
      const payer = { billUserId, billCustomerId };
      const callee = { calleeUserId, calleeCustomerId };
      return { callType, ...payer, ...callee, number, cli, startedAt, extensionId };
    });

/** A moment of the engine's, seconds with a fraction, to the millisecond. */
export function momentOf(seconds: string): Date | undefined {
  const ms = Math.trunc(Number(seconds) * 1000);
  return ms > 0 ? new Date(ms) : undefined;
}

/** What a phone said, as it said it: it is written with %xx for whatever would end a text in the log. */
export function said(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
