import type { Delivery } from '@/lib/wire.ts';
import { text } from '@/messages/deliveries.ts';
import { Status, type Tone } from '../ui/status.tsx';

const tones: Record<Delivery['status'], Tone> = {
  pending: 'accent',
  delivered: 'good',
  dead: 'bad',
  retired: 'neutral',
};

export const deliveryStatuses = Object.keys(tones) as Delivery['status'][];

export function DeliveryStatus({ delivery: { status, lastError } }: { delivery: Delivery }) {
  return (
    <span title={lastError ?? undefined}>
      <Status tone={tones[status]}>{text.statuses[status]}</Status>
    </span>
  );
}

/** `Batch 3`, `Manifest`, or the type of an event. */
export function deliveryName({ kind, type, sequence }: Delivery): string {
  if (kind === 'event') return type;
  return kind === 'batch' ? text.numbered(text.kinds.batch, sequence) : text.kinds[kind];
}
