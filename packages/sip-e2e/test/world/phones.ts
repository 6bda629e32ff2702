import { answers, hangsUp, isAsked, refuses, ringsOn } from '../sipp/called.ts';
import { type Message, runSipp, type Sipp } from '../sipp/run-sipp.ts';
import { freeUdpPorts } from '../stack/free-ports.ts';

/** How a phone or a carrier takes calls, by name. */
const behaviours = {
  answers: answers(),
  hangsUp: hangsUp(300),
  busy: refuses('486 Busy Here'),
  declines: refuses('603 Decline'),
  unavailable: refuses('503 Service Unavailable'),
  notFound: refuses('404 Not Found'),
  ringsOn: ringsOn(),
  isAsked: isAsked(),
};
export type Behaviour = keyof typeof behaviours | 'silent';

/** Where calls arrive: a SIPp for each behaviour, which takes any number of calls at once. */
export type Phones = {
  /** silent: nobody listens there. */
  portOf(behaviour: Behaviour): number;
  /** The INVITEs of a call as they arrived there, and its BYEs. */
  invitesOf(behaviour: Behaviour, callId: string): Promise<Message[]>;
  byesOf(behaviour: Behaviour, callId: string): Promise<Message[]>;
  close(): Promise<void>;
};

/** Phones at that address of the loopback. */
export async function startPhones(host: string, some = Object.keys(behaviours)): Promise<Phones> {
  const names = some as (keyof typeof behaviours)[];
  const [silent = 0, ...ports] = await freeUdpPorts(names.length + 1, host);
  const sipps = new Map<string, { sipp: Sipp; port: number }>();
  for (const [at, name] of names.entries()) {
    const port = ports[at] as number;
    sipps.set(name, { port, sipp: await runSipp({ scenario: behaviours[name], host, port }) });
  }
  const of = (behaviour: Behaviour) => {
    const found = sipps.get(behaviour);
    if (!found) throw new Error(`There is no phone at ${host} that ${behaviour}`);
    return found;
  };
  const requestsOf = async (method: string, behaviour: Behaviour, callId: string) =>
    (await of(behaviour).sipp.messages()).filter(
      (message) =>
        message.direction === 'received' && message.callId === callId && message.first.startsWith(method),
    );
  return {
    portOf: (behaviour) => (behaviour === 'silent' ? silent : of(behaviour).port),
    invitesOf: (behaviour, callId) => requestsOf('INVITE', behaviour, callId),
    byesOf: (behaviour, callId) => requestsOf('BYE', behaviour, callId),
    close: async () => {
      for (const { sipp } of sipps.values()) await sipp.close();
    },
  };
}
