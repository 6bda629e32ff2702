import type { Db } from '@strowger/db';

/** A row of kam.route_call: docs/sip.md tells the columns. Texts are empty where there is nothing to tell; ids are uuids. */
export type Decision = {
  action: 'uri' | 'user' | 'forward' | 'reject';
  code: number;
  reason: string;
  refusedBy: string;
  /** Empty where the call was refused before that was looked at. */
  callType: 'outbound' | 'inbound' | 'internal' | 'forwarded' | 'emergency' | '';
  billUserId: string;
  billCustomerId: string;
  calleeUserId: string;
  calleeCustomerId: string;
  routes: string;
  number: string;
  cli: string;
  cliPresentation: 'allowed' | 'restricted';
  profiles: string;
  rates: string;
  maxSeconds: number;
  ringSeconds: number;
  fwdUnconditional: string;
  fwdBusy: string;
  fwdNoAnswer: string;
  fwdUnreachable: string;
  trace: TraceStep[];
};
export type TraceStep = {
  rule: string;
  answer: string;
  by: string | null;
  thing: string | null;
  seconds: number;
};

export type EngineQuestion = {
  userId: string;
  sourceIp: string;
  number: string;
  domain: string;
  callerId: string;
  /** The forward to follow, and how many were followed; empty and 0 for the call itself. */
  forwardId: string;
  hops: number;
  at: Date;
};

/** What the SIP engine would do with a call, by the very function that it asks. */
export async function askEngine(rows: Db['rows'], question: EngineQuestion): Promise<Decision> {
  const { userId, sourceIp, number, domain, forwardId, hops, callerId, at } = question;
  const [decision] = await rows<Decision>(
    `select action, code, reason, refused_by as "refusedBy", call_type as "callType", bill_user_id as "billUserId",
       bill_customer_id as "billCustomerId", callee_user_id as "calleeUserId", callee_customer_id as "calleeCustomerId", routes, number,
       cli, cli_presentation as "cliPresentation", profiles, rates, max_seconds as "maxSeconds", ring_seconds as "ringSeconds",
       fwd_unconditional as "fwdUnconditional", fwd_busy as "fwdBusy", fwd_no_answer as "fwdNoAnswer",
       fwd_unreachable as "fwdUnreachable", trace
     from kam.route_call($1, $2, $3, $4, $5, $6, $7, '', '', $8, true)`,
    [userId, sourceIp, number, domain, forwardId, hops, callerId, at],
  );
  if (!decision) throw new Error('kam.route_call gave no row');
  return decision;
}
