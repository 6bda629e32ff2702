import { type CallSimulationLeg, encodeId, type IdKind } from '@strowger/contracts';
import type { Caller } from '../core/caller.ts';
import type { QueryContext, QueryHandler } from '../core/context.ts';
import { readRow } from '../core/read.ts';
import { subtreeEnd } from '../core/tree-path.ts';
import { userModel } from '../users/read-model.ts';
import { askEngine, type Decision } from './ask-engine.ts';
import { presentRules } from './present-rules.ts';
import { priceLeg } from './price-leg.ts';

const TALK_SECONDS = 60;

/** Asks what the engine asks, and follows unconditional forwards as it does, as far as they lie in the reader's scope. */
export const simulateCall: QueryHandler<'simulateCall'> = async (context, input) => {
  const user = await readRow(context, userModel, input.userId);
  const { rows } = context.deps.db;
  const startedAt = input.startedAt ?? context.now;
  const talkSeconds = input.talkSeconds ?? TALK_SECONDS;
  const asked = {
    userId: user.id,
    sourceIp: input.sourceIp,
    domain: user.domain,
    callerId: input.callerId ?? '',
    at: startedAt,
  };
  const legs: CallSimulationLeg[] = [];
  let forwardId = '';
  let number = input.number;
  do {
    const decision = await askEngine(rows, { ...asked, number, forwardId, hops: legs.length });
    const seen = await readSeen(context, decision);
    const talk = { startedAt, talkMs: talkSeconds * 1000 };
    const payer = seen.customers.get(decision.billCustomerId);
    const isPriced = payer !== undefined && mayReadPrices(context.caller);
    const prices = isPriced
      ? await priceLeg(context, decision, payer.path, talk)
      : { cost: null, revenue: null };
    legs.push({ ...presentLeg(decision, forwardId, seen), ...prices });
    const isFollowed = decision.action === 'forward' && seen.customers.has(decision.calleeCustomerId);
    forwardId = isFollowed ? decision.fwdUnconditional : '';
    // What is forwarded is the number that was come to last.
    ({ number } = decision);
  } while (forwardId !== '');
  return {
    userId: encodeId('user', user.id),
    number: input.number,
    sourceIp: input.sourceIp,
    startedAt: startedAt.toISOString(),
    talkSeconds,
    legs,
  };
};

/** A key that may not read tariffs is not told by this way either. */
const mayReadPrices = ({ actor }: Caller): boolean =>
  actor.kind !== 'apiKey' || actor.scopes.has('tariffplans:read');

/** What of a decision lies in the reader's scope: the rest does not exist for it. */
type Seen = {
  customers: Map<string, { name: string; path: string }>;
  /** Names by id. */
  destinations: Map<string, string>;
  /** Limits, users and numbers whose calls at once are counted. */
  counted: Set<string>;
};

async function readSeen({ deps, caller }: QueryContext, decision: Decision): Promise<Seen> {
  const { billCustomerId, calleeCustomerId, refusedBy, trace } = decision;
  const customers = [billCustomerId, calleeCustomerId, refusedBy, ...trace.map(({ by }) => by)];
  const counted = [...ceilingsOf(decision.profiles), ...ceilingsOf(decision.rates)].map(({ id }) => id);
  const inScope = 'path >= $4 and path < $5';
  const found = await deps.db.rows<{ id: string; name: string; path: string; kind: string }>(
    `select id, name, path, 'customer' as kind from customer where id = any($1) and ${inScope}
     union all select id, name, path, 'destination' from destination where id = any($2) and ${inScope}
     union all select id, '', path, 'limit' from "limit" where id = any($3) and ${inScope}
     union all select id, '', path, 'user' from "user" where id = any($3) and ${inScope}
     union all select id, '', path, 'extension' from extension where id = any($3) and ${inScope}`,
    [
      customers.filter((id) => id !== null && id !== ''),
      routesOf(decision),
      counted,
      caller.path,
      subtreeEnd(caller.path),
    ],
  );
  return {
    customers: new Map(found.filter(({ kind }) => kind === 'customer').map((one) => [one.id, one])),
    destinations: new Map(
      found.filter(({ kind }) => kind === 'destination').map(({ id, name }) => [id, name]),
    ),
    counted: new Set(found.map(({ id }) => id)),
  };
}

const routesOf = ({ routes }: Decision): string[] =>
  routes
    .split(',')
    .map((route) => route.slice(0, route.indexOf('|')))
    .filter((id) => id !== '');

const outcomes = { uri: 'destination', user: 'user', forward: 'forward', reject: 'refused' } as const;

function presentLeg(
  decision: Decision,
  forwardId: string,
  seen: Seen,
): Omit<CallSimulationLeg, 'cost' | 'revenue'> {
  const { action, calleeCustomerId } = decision;
  const isCalleeSeen = seen.customers.has(calleeCustomerId);
  const customer = (id: string) => (seen.customers.has(id) ? encodeId('customer', id) : null);
  const ofPayer = (id: string) => (seen.customers.has(decision.billCustomerId) ? idOf('user', id) : null);
  const ofCallee = (kind: IdKind, id: string) => (isCalleeSeen ? idOf(kind, id) : null);
  return {
    // Whom somebody else's number leads to is none of the reader's: it rings there.
    outcome: action === 'forward' && !isCalleeSeen ? 'user' : outcomes[action],
    sipCode: action === 'reject' ? decision.code : null,
    reason: action === 'reject' ? (decision.reason as CallSimulationLeg['reason']) : null,
    refusedBy: customer(decision.refusedBy),
    callType: decision.callType || null,
    customerId: customer(decision.billCustomerId),
    userId: ofPayer(decision.billUserId),
    forwardId: idOf('forward', forwardId),
    number: decision.number,
    callerId: decision.cli || null,
    callerIdPresentation: decision.cliPresentation,
    calleeCustomerId: customer(calleeCustomerId),
    calleeUserId: ofCallee('user', decision.calleeUserId),
    destinations: routesOf(decision).map((id) => {
      const name = seen.destinations.get(id) ?? null;
      return { destinationId: name === null ? null : encodeId('destination', id), name };
    }),
    ringSeconds: calleeCustomerId === '' || isCalleeSeen ? decision.ringSeconds : null,
    maxTalkSeconds: longestTalk(decision, seen),
    forwards: {
      busy: ofCallee('forward', decision.fwdBusy),
      noAnswer: ofCallee('forward', decision.fwdNoAnswer),
      unreachable: ofCallee('forward', decision.fwdUnreachable),
    },
    ceilings: [
      ...presentCeilings(decision.profiles, 'concurrentCalls', seen),
      ...presentCeilings(decision.rates, 'callsPerSecond', seen),
    ],
    rules: presentRules(decision, seen.customers, seen.destinations),
  };
}

const idOf = (kind: IdKind, id: string): string | null => (id === '' ? null : encodeId(kind, id));

/** How long the call may last, unless a level above says so: that is no matter of the reader. */
function longestTalk({ trace, maxSeconds }: Decision, { customers }: Seen): number | null {
  let before = Number.POSITIVE_INFINITY;
  for (const { by, seconds } of trace) {
    if (by !== null && !customers.has(by) && seconds < before && before < Number.POSITIVE_INFINITY)
      return null;
    before = seconds;
  }
  return maxSeconds;
}

type Ceiling = CallSimulationLeg['ceilings'][number];

const countedKinds: Record<string, IdKind> = { usr: 'user', ext: 'extension', lim: 'limit', anc: 'limit' };

/** `key:id=ceiling;…` */
const ceilingsOf = (text: string) =>
  text
    .split(';')
    .filter((part) => part !== '')
    .map((part) => {
      const [key = '', ceiling = ''] = part.split('=');
      const [kind = '', id = ''] = key.split(':');
      return { kind: countedKinds[kind] ?? 'limit', id, ceiling: Number(ceiling) };
    });

const presentCeilings = (text: string, counts: Ceiling['counts'], seen: Seen): Ceiling[] =>
  ceilingsOf(text)
    .filter(({ id }) => seen.counted.has(id))
    .map(({ kind, id, ceiling }) => ({ counts, ceiling, thingId: encodeId(kind, id) }));
