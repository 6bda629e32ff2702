'use client';

import { useQueries } from '@tanstack/react-query';
import { useTRPC } from '@/lib/trpc.tsx';
import { useCustomerPath } from '@/lib/use-customer-path.ts';
import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import type { Option } from '../ui/select.tsx';

const CONSUMERS_MAX = '200';

/** The consumers that this customer's records may go to: its own and those of the levels above, nearest first. */
export function useConsumerChoice(customerId: string): { options: Option[]; isLoading: boolean } {
  const trpc = useTRPC();
  const path = useCustomerPath(customerId);
  const levels = path?.toReversed() ?? [];
  const results = useQueries({
    queries: levels.map((customer) =>
      trpc.getCustomerConsumers.queryOptions({ customerId: customer.id, limit: CONSUMERS_MAX }),
    ),
  });
  const options = levels.flatMap(
    (customer, at) => results[at]?.data?.items.map((consumer) => optionOf(consumer, customer.name)) ?? [],
  );
  return {
    options: options.sort((one, other) => Number(one.disabled) - Number(other.disabled)),
    isLoading: path === undefined || results.some((result) => result.isPending),
  };
}

/** Those that are not verified are shown, so that one sees why they are missing, and cannot be chosen. */
function optionOf(consumer: Consumer, ownerName: string): Option {
  const what = consumer.kind === 'inbox' ? text.kinds.inbox : (consumer.description ?? consumer.url);
  const isVerified = consumer.status === 'verified';
  const state = isVerified ? '' : ` – ${text.statuses[consumer.status].toLowerCase()}`;
  return { value: consumer.id, label: `${what} (${ownerName})${state}`, disabled: !isVerified };
}
