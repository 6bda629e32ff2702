'use client';

import type { CallRecord } from '@/lib/wire.ts';
import { text } from '@/messages/call-record.ts';
import { Time } from '../time.tsx';
import { spanText } from './span-text.ts';

type Phase = { name: keyof typeof text.phases; ms: number };

const fills = { setup: 'fill-control', ringing: 'fill-accent', talk: 'fill-good' };
const dots = { setup: 'bg-control', ringing: 'bg-accent', talk: 'bg-good' };

/** When what happened, and how the time was spent. */
export function Timeline({ record }: { record: CallRecord }) {
  const { startedAt, ringingAt, answeredAt, endedAt } = record;
  const started = Date.parse(startedAt);
  const events = (
    [
      ['started', startedAt],
      ['ringing', ringingAt],
      ['answered', answeredAt],
      ['ended', endedAt],
    ] as const
  ).filter((event): event is [(typeof event)[0], string] => event[1] !== null);
  const phases = phasesOf(record);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="mb-2 font-semibold text-base">
        {text.timeline}
      </h2>
      {phases.length > 0 && <PhaseBar phases={phases} />}
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-muted text-xs empty:hidden">
        {phases.map(({ name, ms }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2 rounded-full ${dots[name]}`} />
            {text.phases[name]} {spanText(ms)}
          </li>
        ))}
      </ul>
      <ol className="mt-3 max-w-xl border-t">
        {events.map(([name, at]) => (
          <li key={name} className="flex items-baseline gap-4 border-b py-1.5">
            <span className="w-24 shrink-0 font-medium">{text.events[name]}</span>
            <Time at={at} as="seconds" />
            <span className="ml-auto text-muted tabular-nums">+{spanText(Date.parse(at) - started)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** From start to ringing, to the answer, to the end; what a switch did not note has no phase of its own. */
function phasesOf({ startedAt, ringingAt, answeredAt, endedAt }: CallRecord): Phase[] {
  const at = (time: string) => Date.parse(time);
  const untilTalk = answeredAt ?? endedAt;
  const phases: Phase[] = [
    { name: 'setup', ms: at(ringingAt ?? untilTalk) - at(startedAt) },
    { name: 'ringing', ms: ringingAt === null ? 0 : at(untilTalk) - at(ringingAt) },
    { name: 'talk', ms: answeredAt === null ? 0 : at(endedAt) - at(answeredAt) },
  ];
  return phases.filter(({ ms }) => ms > 0);
}

/** Each phase as long as it lasted, none too short to be seen. */
function PhaseBar({ phases }: { phases: readonly Phase[] }) {
  const all = phases.reduce((sum, { ms }) => sum + ms, 0);
  const parts = phases.map(({ name, ms }) => `${text.phases[name]} ${spanText(ms)}`).join(', ');
  let x = 0;
  return (
    <svg
      role="img"
      aria-label={text.bar(parts)}
      viewBox="0 0 1000 8"
      preserveAspectRatio="none"
      className="block h-2 w-full max-w-3xl rounded-full bg-line"
    >
      {phases.map(({ name, ms }) => {
        const width = Math.max(4, (ms / all) * 1000);
        const rect = <rect key={name} x={x} width={width} height={8} className={fills[name]} />;
        x += width;
        return rect;
      })}
    </svg>
  );
}
