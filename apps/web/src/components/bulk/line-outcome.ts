import type { RunLine } from '@/lib/bulk/bulk-run.ts';
import { problemOf } from '@/lib/problem.ts';
import { text } from '@/messages/bulk.ts';
import type { Tone } from '../ui/status.tsx';

/** What became of a line, in a word and a colour. */
export function outcomeOf({ state, made }: RunLine): { word: string; tone: Tone } {
  const tones: Record<RunLine['state'], Tone> = {
    waiting: 'neutral',
    running: 'accent',
    created: 'good',
    refused: 'bad',
    unanswered: 'warn',
    notTried: 'neutral',
  };
  const isPart = made.length > 0 && state !== 'created' && state !== 'running';
  return isPart
    ? { word: text.states.partly, tone: 'warn' }
    : { word: text.states[state], tone: tones[state] };
}

/** Why a line was not created, or not wholly. Empty where it was. */
export function reasonOf(line: RunLine): string {
  const { state, made, steps, error } = line;
  if (state !== 'refused' && state !== 'unanswered') return '';
  const why = state === 'unanswered' ? text.unansweredLine : refusalOf(error);
  const [first] = steps;
  const failed = steps[made.length];
  return made.length > 0 && first && failed ? text.partly(first.noun, failed.noun, why) : why;
}

function refusalOf(error: unknown): string {
  const problem = problemOf(error);
  const details = problem?.errors?.map(({ pointer = '', detail }) => {
    const field = pointer.split('/').slice(1).join('.');
    return field === '' ? detail : `${field} ${detail}`;
  });
  return details && details.length > 0 ? details.join('; ') : (problem?.detail ?? '');
}
