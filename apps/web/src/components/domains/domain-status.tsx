import type { Domain } from '@/lib/wire.ts';
import { text } from '@/messages/domains.ts';
import { Status } from '../ui/status.tsx';

const tones = { pending: 'warn', active: 'good', suspended: 'bad' } as const;

export function DomainStatus({ status }: Pick<Domain, 'status'>) {
  return <Status tone={tones[status]}>{text.statuses[status]}</Status>;
}
