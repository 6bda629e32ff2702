import type { Consumer } from '@strowger/contracts';
import { changeAsSystem } from '../core/change-as-system.ts';
import type { DomainDeps } from '../core/context.ts';
import { notFound } from '../core/domain-error.ts';
import { consumerModel, type Verification } from './consumer-model.ts';
import { placeLiveCursor } from './live-records.ts';
import { resumeRequests } from './open-requests.ts';
import { enabled } from './update-consumer.ts';

const LINK_HOURS = 72;

/**
 * Verifies the consumer whose verification POST held the link: whoever has it sees what arrives there.
 * @throws DomainError notFound for a link that was used, is too old, or never was
 */
export async function confirmConsumer(
  deps: DomainDeps,
  token: string,
): Promise<Pick<Consumer, 'id' | 'url' | 'status'>> {
  const now = deps.clock.now();
  const hash = deps.keyring.mac('consumer-confirmation', token);
  return deps.db.transaction(async (tx) => {
    const [locked] = await tx.$queryRaw<{ id: string; verification: Verification | null }[]>`
      select id, verification from consumer where confirmation_hash = ${hash} and status <> 'verified' for update`;
    const sentAt = locked?.verification ? Date.parse(locked.verification.at) : Number.NEGATIVE_INFINITY;
    if (!locked || now.getTime() - sentAt > LINK_HOURS * 3_600_000) throw notFound('consumer');
    const verification: Verification = {
      outcome: 'verified',
      responseStatus: locked.verification?.responseStatus ?? null,
      detail: 'The link of the verification was opened.',
      at: now.toISOString(),
    };
    const { id, url, status } = await changeAsSystem(
      deps,
      tx,
      consumerModel,
      locked.id,
      'confirmation link',
      async () => {
        await tx.consumer.update({
          where: { id: locked.id },
          data: {
            ...enabled,
            verification,
            verifiedAt: now,
            confirmationHash: null,
            version: { increment: 1 },
            updatedAt: now,
          },
        });
        await resumeRequests(tx, deps.queue, locked.id, now);
        await placeLiveCursor(tx, locked.id);
      },
    );
    return { id, url, status };
  });
}
