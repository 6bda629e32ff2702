import { type CallRule, type CallRuleAnswer, callRule, encodeId, type IdKind } from '@strowger/contracts';
import type { Decision, TraceStep } from './ask-engine.ts';

/** The customers that the reader may know of, by their uuid. */
export type Known = ReadonlyMap<string, { name: string }>;

const answers: Record<string, CallRuleAnswer['answer']> = {
  active: 'passed',
  passed: 'passed',
  yes: 'found',
  matched: 'found',
  found: 'found',
  none: 'none',
};

/** What a reason is about where no rule has told of it. */
const rulesOfReasons: Record<string, CallRule> = {
  tooManyHops: 'forward',
  forwardUnknown: 'forward',
  numberInvalid: 'number',
  numberUnknown: 'number',
  noDestination: 'destination',
  ancestorLimit: 'ancestor',
};

const thingKinds: Partial<Record<CallRule, IdKind>> = {
  status: 'user',
  dialPattern: 'extension',
  callee: 'user',
  rate: 'rate',
  destination: 'destination',
};

/** Of these it is told that there is one, and no more, where it belongs to a level above. */
const toldWithoutName: readonly CallRule[] = ['dialPattern', 'destination', 'callee'];

/**
 * The rules that were asked, as far as they concern the reader: of a level above it is told only that something there has
 * refused, and by which pattern or destination the call goes nothing but that it does.
 * @param destinations those that the reader may know of
 */
export function presentRules(
  decision: Decision,
  known: Known,
  destinations: ReadonlyMap<string, string>,
): CallRuleAnswer[] {
  const { trace, action, reason } = decision;
  const last = trace.at(-1);
  const isTold = last !== undefined && (answers[last.answer] === undefined || last.answer === 'none');
  const rules = trace.flatMap((step): CallRuleAnswer[] => {
    const isRefusal = action === 'reject' && isTold && step === last;
    const answer = isRefusal ? 'refused' : (answers[step.answer] ?? 'passed');
    return presentStep(step, answer, decision, known, destinations);
  });
  if (action === 'reject' && !isTold) rules.push({ ...nothing, rule: ruleOf(reason), answer: 'refused' });
  return rules;
}

const nothing = { customerId: null, customerName: null, thingId: null };

function ruleOf(reason: string): CallRule {
  const parsed = callRule.safeParse(reason);
  return rulesOfReasons[reason] ?? (parsed.success ? parsed.data : 'number');
}

function presentStep(
  { rule: name, answer: _, by, thing }: TraceStep,
  answer: CallRuleAnswer['answer'],
  { fwdUnconditional }: Decision,
  known: Known,
  destinations: ReadonlyMap<string, string>,
): CallRuleAnswer[] {
  const rule = callRule.parse(name);
  const customer = by === null ? undefined : known.get(by);
  const isForeign = by !== null && !customer;
  if (isForeign && answer === 'refused' && rule !== 'callee') {
    return [{ ...nothing, rule: 'ancestor', answer }];
  }
  if (isForeign && !toldWithoutName.includes(rule)) return [];
  const isThingKnown = rule === 'destination' ? destinations.has(thing ?? '') : !isForeign;
  const kind = thing !== null && thing === fwdUnconditional ? 'forward' : (thingKinds[rule] ?? 'limit');
  return [
    {
      rule,
      answer,
      customerId: by !== null && customer ? encodeId('customer', by) : null,
      customerName: customer?.name ?? null,
      thingId: thing !== null && isThingKnown ? encodeId(kind, thing) : null,
    },
  ];
}
