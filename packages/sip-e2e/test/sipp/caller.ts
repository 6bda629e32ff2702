import { reply, request, Scenario } from './scenario.ts';

export type CallPlan = {
  /** user@domain, as From has it. */
  from: string;
  /** What is dialled: a number or a name. */
  to: string;
  /** Of the request's address; left out: that of `from`. */
  domain?: string;
  /** Of the digest; left out: the call is challenged in vain, or is not challenged. */
  password?: string;
  /** The name in the digest, where it is not that of `from`. */
  authUser?: string;
  /** Milliseconds from the answer to the BYE. */
  holdMs?: number;
  /** Who ends it: the caller does, unless it is said that the other side or the engine will. */
  endedBy?: 'caller' | 'other';
  /** Gives up so many milliseconds after it rings. */
  cancelAfterMs?: number;
  /** Sends a re-INVITE after the answer. */
  reinvites?: boolean;
  headers?: string;
};

const FAILED = 1;
const DONE = 2;
const REFUSALS = [400, 402, 403, 404, 407, 408, 480, 481, 483, 484, 486, 500, 502, 503, 600, 603];

/** An INVITE, with credentials where it is challenged, and what comes of it: answer and BYE, or a refusal. */
export function callerScenario(plan: CallPlan): string {
  const { from, to, password, headers = '', holdMs = 100, endedBy = 'caller' } = plan;
  const uri = `sip:${to}@${plan.domain ?? from.split('@')[1]}`;
  const make = (method: string, cseq: number, more = {}) =>
    request({ method, uri, cseq, from: `sip:${from}`, to: uri, headers, ...more });
  const scenario = new Scenario();
  // What comes late of the INVITE that was challenged is no answer to the next one. SIPp keeps no transaction of a scenario's first
  // message, nor one that is cancelled.
  const isKept = password !== undefined && plan.cancelAfterMs === undefined;
  const kept = (attribute: string) => (isKept ? ` ${attribute}="call"` : '');
  const starts = `retrans="500"${kept('start_txn')}`;
  const ofCall = kept('response_txn');
  const acknowledges = kept('ack_txn');
  let cseq = 1;
  scenario.send(make('INVITE', cseq, { sdp: true }), 'retrans="500"');
  if (password !== undefined) {
    scenario.receive('response="100" optional="true"');
    scenario.receive('response="407" auth="true"');
    scenario.acknowledgeRefusal(make('ACK', cseq, { toTag: true, headers: '' }));
    cseq = 2;
    const credentials = `[authentication username=${plan.authUser ?? from.split('@')[0]} password=${password}]`;
    const all = headers === '' ? credentials : `${headers}\n${credentials}`;
    scenario.send(make('INVITE', cseq, { sdp: true, headers: all }), starts);
  }
  scenario.receive('response="100" optional="true"');
  scenario.receive('response="181" optional="true"');
  if (plan.cancelAfterMs !== undefined) {
    scenario.receive('response="180"').pause(plan.cancelAfterMs);
    scenario.acknowledgeRefusal(make('CANCEL', cseq, { headers: '' }), 'retrans="500"');
    scenario.receive('response="200"').receive('response="487"');
    scenario.acknowledgeRefusal(make('ACK', cseq, { toTag: true, headers: '' }));
    return String(scenario);
  }
  scenario.receive('response="180" optional="true"').receive('response="183" optional="true"');
  for (const code of REFUSALS)
    scenario.receive(`response="${code}" optional="true" next="${FAILED}"${ofCall}`);
  scenario.receive(`response="200" rrs="true"${ofCall}`);
  const within = { inDialog: true, headers: '', uri: '[next_url]' };
  scenario.send(make('ACK', cseq, within), acknowledges);
  if (plan.reinvites) {
    cseq += 1;
    // It must not overtake the ACK, which other processes of the engine may have in hand.
    scenario.pause(500);
    scenario.send(make('INVITE', cseq, { ...within, sdp: true }), 'retrans="500"');
    scenario.receive('response="100" optional="true"').receive('response="200"');
    scenario.send(make('ACK', cseq, within));
  }
  if (endedBy === 'caller') {
    scenario.pause(holdMs).send(make('BYE', cseq + 1, within), 'retrans="500"');
    scenario.receive(`response="200" next="${DONE}"`);
  } else {
    scenario.receive('request="BYE"').send(reply('200 OK', { tag: false }), `next="${DONE}"`);
  }
  scenario
    .label(FAILED)
    .acknowledgeRefusal(
      make('ACK', plan.password === undefined ? 1 : 2, { toTag: true, headers: '' }),
      acknowledges,
    );
  scenario.label(DONE).pause(0);
  return String(scenario);
}

export type RegisterPlan = {
  user: string;
  domain: string;
  password: string;
  contactPort: number;
  contactHost: string;
  expires?: number;
};

/** A REGISTER with credentials. */
export function registerScenario(plan: RegisterPlan, expected = 200): string {
  const { user, domain, password, contactHost, contactPort, expires = 600 } = plan;
  const make = (cseq: number, headers: string) =>
    request({
      method: 'REGISTER',
      uri: `sip:${domain}`,
      cseq,
      from: `sip:${user}@${domain}`,
      to: `sip:${user}@${domain}`,
      headers: `${headers}Expires: ${expires}`,
    }).replace(/^Contact: .*$/m, `Contact: <sip:${user}@${contactHost}:${contactPort}>`);
  return String(
    new Scenario()
      .send(make(1, ''), 'retrans="500"')
      .receive('response="401" auth="true"')
      .send(make(2, `[authentication username=${user} password=${password}]\n`), 'retrans="500"')
      .receive(`response="${expected}"`),
  );
}
