import { type CallPlan, callerScenario, type RegisterPlan, registerScenario } from '../sipp/caller.ts';
import { headerOf, type Message, runSipp, type SippOptions } from '../sipp/run-sipp.ts';

export type Placed = {
  /** Of the last answer to the INVITE, and its words. */
  code: number;
  reason: string;
  callId: string;
  received: Message[];
  /** Whether everything went as the scenario has it, the BYE too. */
  isClean: boolean;
  /** Seconds from the answer to the end. */
  errors: string;
};

export type From = Pick<SippOptions, 'host' | 'port' | 'transport' | 'args'>;
export const PHONE: From = { host: '127.0.0.1' };

const statusLine = /^SIP\/2\.0 (\d{3}) (.*)$/;

/** A call of a phone at `from` by the engine at `sip`. */
export async function placeCall(sip: string, plan: CallPlan, from: From = PHONE): Promise<Placed> {
  const [placed] = await placeCalls(sip, plan, 1, from);
  return placed as Placed;
}

/** So many calls at the same moment. */
export async function placeCalls(
  sip: string,
  plan: CallPlan,
  count: number,
  from: From = PHONE,
): Promise<Placed[]> {
  const rate = ['-m', String(count), '-l', String(count), '-r', String(count * 50)];
  const sipp = await runSipp({
    ...from,
    scenario: callerScenario(plan),
    to: sip,
    args: [...rate, ...(from.args ?? [])],
  });
  try {
    const isClean = (await sipp.exit) === 0;
    const errors = await sipp.errors();
    if ((await sipp.messages()).length === 0) throw new Error(`SIPp did nothing: ${errors}`);
    const byCall = Map.groupBy(await sipp.messages(), ({ callId }) => callId);
    return [...byCall].map(([callId, messages]) => {
      const received = messages.filter(({ direction }) => direction === 'received');
      const finals = received.flatMap((message) => {
        const [, code = '0', reason = ''] = statusLine.exec(message.first) ?? [];
        const isOfInvite = headerOf(message, 'CSeq')?.endsWith('INVITE');
        return isOfInvite && Number(code) >= 200 ? [{ code: Number(code), reason }] : [];
      });
      const last = finals.at(-1) ?? { code: 0, reason: 'nothing was answered' };
      return { ...last, callId, received, isClean, errors };
    });
  } finally {
    await sipp.close();
  }
}

/** The answers to a REGISTER and to the one with credentials. */
export async function register(
  sip: string,
  plan: RegisterPlan,
  expected = 200,
  from: From = PHONE,
): Promise<string[]> {
  const args = ['-m', '1', ...(from.args ?? [])];
  const sipp = await runSipp({ ...from, scenario: registerScenario(plan, expected), to: sip, args });
  try {
    await sipp.exit;
    return (await sipp.messages())
      .filter(({ direction }) => direction === 'received')
      .map(({ first }) => first);
  } finally {
    await sipp.close();
  }
}
