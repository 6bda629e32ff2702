import type { Destination } from '@/lib/wire.ts';
import { text } from '@/messages/destinations.ts';
import { Status } from '../ui/status.tsx';

const tones = { up: 'good', down: 'bad', unknown: 'neutral' } as const;

/** Whether it answers, as the SIP engine has found. */
export function DestinationState({ destination: { state } }: { destination: Destination }) {
  return <Status tone={tones[state]}>{text.states[state]}</Status>;
}
