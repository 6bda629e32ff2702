import type { QuarantinedRecord } from '@/lib/wire.ts';
import { text } from '@/messages/quarantine.ts';
import { Status, type Tone } from '../ui/status.tsx';

const tones: Record<QuarantinedRecord['status'], Tone> = {
  waiting: 'warn',
  accepted: 'good',
  discarded: 'neutral',
};

export const QuarantineStatus = ({ status }: Pick<QuarantinedRecord, 'status'>) => (
  <Status tone={tones[status]}>{text.statuses[status]}</Status>
);
