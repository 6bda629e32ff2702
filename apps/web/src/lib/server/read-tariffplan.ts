import 'server-only';
import { redirect } from 'next/navigation';
import { roomAddress } from '../rooms.ts';
import { createReader } from './console.ts';
import { orNotFound } from './require-customer.ts';

/**
 * Reads a plan for a page of it. One that belongs to another customer of the scope leads to that one; one that is only assigned
 * here stays, as its owner stands above the reader.
 */
export async function readTariffplan(customerId: string, tariffplanId: string) {
  const reader = await createReader();
  const { trpc, queryClient } = reader;
  const plan = await orNotFound(queryClient.query(trpc.getTariffplan.queryOptions({ tariffplanId })));
  if (plan.relation === 'owned' && plan.customerId !== customerId) {
    redirect(`${roomAddress(plan.customerId, 'tariffplans')}/${tariffplanId}`);
  }
  return { ...reader, plan };
}
