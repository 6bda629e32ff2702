import type { Domain } from '@strowger/contracts';
import type { Tx } from '@strowger/db';

export type Verification = NonNullable<Domain['verification']>;

/** Stores what is known of a domain's TXT record; one that proves the name makes the domain active. */
export async function storeVerification(
  tx: Tx,
  id: string,
  now: Date,
  verification: Verification,
): Promise<void> {
  await tx.domain.update({
    where: { id },
    data: {
      verification,
      ...(verification.outcome === 'verified' && { status: 'active' as const }),
      version: { increment: 1 },
      updatedAt: now,
    },
  });
}
