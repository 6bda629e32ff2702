import type { Customer } from '@/lib/wire.ts';
import { text as customersText } from '@/messages/customers.ts';
import { Status, type Tone } from '../ui/status.tsx';

const tones: Record<Customer['status'], Tone> = { active: 'good', suspended: 'warn', terminated: 'neutral' };

/** The status in effect; where it comes from a level above, it says so. */
export function CustomerStatus({ customer }: { customer: Pick<Customer, 'status' | 'effectiveStatus'> }) {
  const { status, effectiveStatus } = customer;
  const text = customersText.statuses[effectiveStatus];
  return (
    <Status tone={tones[effectiveStatus]}>
      {status === effectiveStatus ? text : customersText.statusFromAbove(text)}
    </Status>
  );
}
