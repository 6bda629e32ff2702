import type { MutationContext } from '../core/context.ts';

/** A customer has one default domain: a new one takes the place of the old. */
export async function clearDefault({ tx, now }: MutationContext, customerId: string): Promise<void> {
  await tx.domain.updateMany({
    where: { customerId, isDefault: true },
    data: { isDefault: false, version: { increment: 1 }, updatedAt: now },
  });
}
