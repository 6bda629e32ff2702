import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import { Status, type Tone } from '../ui/status.tsx';

const tones: Record<Consumer['status'], Tone> = { pending: 'warn', verified: 'good', disabled: 'neutral' };

export function ConsumerStatus({ consumer }: { consumer: Pick<Consumer, 'status' | 'failingSince'> }) {
  const { status, failingSince } = consumer;
  if (status === 'verified' && failingSince !== null) return <Status tone="bad">{text.failing}</Status>;
  return <Status tone={tones[status]}>{text.statuses[status]}</Status>;
}
