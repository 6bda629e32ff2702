'use client';

import type { ReactNode } from 'react';
import { formatCount } from '@/lib/format.ts';
import type { CallSimulation } from '@/lib/wire.ts';
import { blockedWords } from '@/messages/blocked-words.ts';
import { text } from '@/messages/simulator.ts';
import { PriceCard } from '../call-records/price-card.tsx';
import { Facts } from '../facts.tsx';
import { CustomerName } from '../names.tsx';
import { Callout } from '../ui/callout.tsx';
import { Badge, Status, type Tone } from '../ui/status.tsx';
import { UserName } from '../user-name.tsx';

type Leg = CallSimulation['legs'][number];

const outcomeTones: Record<Leg['outcome'], Tone> = {
  user: 'good',
  destination: 'good',
  forward: 'accent',
  refused: 'bad',
};
const answerTones: Record<Leg['rules'][number]['answer'], Tone> = {
  passed: 'good',
  found: 'good',
  none: 'neutral',
  refused: 'bad',
};

/** The decisions of a simulated call, one for each forward that is followed. */
export function SimulatedLegs({ simulation }: { simulation: CallSimulation }) {
  return (
    <ol className="grid gap-6">
      {simulation.legs.map((leg, at) => (
        <li key={leg.forwardId ?? 'first'}>
          <SimulatedLeg leg={leg} title={text.leg(at + 1)} />
        </li>
      ))}
    </ol>
  );
}

function SimulatedLeg({ leg, title }: { leg: Leg; title: string }) {
  return (
    <section aria-label={title} className="rounded-lg border px-5 py-4">
      <h2 className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold text-base">
        {title}
        <Badge tone={outcomeTones[leg.outcome]}>{text.outcomes[leg.outcome]}</Badge>
      </h2>
      {leg.reason !== null && <Refusal leg={leg} />}
      <Facts items={factsOf(leg)} />
      <Rules rules={leg.rules} />
      {(leg.cost !== null || leg.revenue !== null) && (
        <>
          <h3 className="mt-6 mb-2 font-medium">{text.prices}</h3>
          <div className="grid items-start gap-4">
            <PriceCard title={text.cost} none={text.noCost} price={asAgreed(leg.cost)} />
            <PriceCard title={text.revenue} none={text.noRevenue} price={asAgreed(leg.revenue)} />
          </div>
        </>
      )}
    </section>
  );
}

/** Nothing is stored yet that it could differ from. */
const asAgreed = (price: Leg['cost']) => price && { ...price, agrees: true };

function Refusal({ leg: { reason, sipCode, refusedBy } }: { leg: Leg }) {
  if (reason === null) return null;
  const { why, help } = blockedWords[reason];
  return (
    <div className="mb-4">
      <Callout tone="bad" title={text.refused(why, sipCode ?? 0)}>
        {refusedBy !== null && (
          <>
            {text.by}
            <CustomerName id={refusedBy} />.{' '}
          </>
        )}
        {help}
      </Callout>
    </div>
  );
}

function factsOf(leg: Leg): (readonly [string, ReactNode])[] {
  const facts: (readonly [string, ReactNode])[] = [[text.facts.number, leg.number]];
  if (leg.callType !== null) facts.unshift([text.facts.type, text.types[leg.callType]]);
  if (leg.callerId !== null) {
    const isHidden = leg.callerIdPresentation === 'restricted';
    facts.push([text.facts.callerId, isHidden ? `${leg.callerId} (${text.withheld})` : leg.callerId]);
  }
  if (leg.calleeUserId !== null)
    facts.push([text.rule.callee, <UserName key="callee" id={leg.calleeUserId} />]);
  if (leg.destinations.length > 0)
    facts.push([
      text.facts.destinations,
      leg.destinations.map(({ name }) => name ?? text.ofLevelAbove).join(', '),
    ]);
  if (leg.outcome === 'refused') return facts;
  if (leg.ringSeconds !== null) facts.push([text.facts.ring, text.seconds(formatCount(leg.ringSeconds))]);
  if (leg.maxTalkSeconds !== null)
    facts.push([text.facts.maxTalk, text.seconds(formatCount(leg.maxTalkSeconds))]);
  if (leg.ceilings.length > 0)
    facts.push([
      text.facts.ceilings,
      leg.ceilings.map(({ counts, ceiling }) => text.ceilings[counts](formatCount(ceiling))).join(', '),
    ]);
  return facts;
}

/** In the order in which they were asked. */
function Rules({ rules }: Pick<Leg, 'rules'>) {
  const rows = rules.map((rule, at) => ({ ...rule, key: `${at} ${rule.rule}` }));
  return (
    <>
      <h3 className="mb-2 font-medium">{text.rules}</h3>
      <ol className="border-t">
        {rows.map(({ key, rule, answer, customerName }) => (
          <li key={key} className="flex flex-wrap items-baseline gap-x-4 border-b py-1.5">
            <span className="min-w-0 flex-1">{text.rule[rule]}</span>
            {customerName !== null && <span className="min-w-0 break-words text-muted">{customerName}</span>}
            <span className="w-20 shrink-0">
              <Status tone={answerTones[answer]}>{text.answers[answer]}</Status>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
