import type { Operator } from '@/lib/wire.ts';
import { text } from '@/messages/operators.ts';
import { Status } from '../ui/status.tsx';

type OperatorState = keyof typeof text.statuses;

const tones = { active: 'good', invited: 'warn', disabled: 'neutral' } as const;

export function operatorState({ enabled, passwordSet }: Operator): OperatorState {
  if (!enabled) return 'disabled';
  return passwordSet ? 'active' : 'invited';
}

export function OperatorStatus({ operator }: { operator: Operator }) {
  const state = operatorState(operator);
  return <Status tone={tones[state]}>{text.statuses[state]}</Status>;
}
