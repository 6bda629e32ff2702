import { randomBytes } from 'node:crypto';
import type { MutationContext } from '../core/context.ts';

/** Has the verification POST sent, with a challenge that was never used before. */
export async function requestVerification({ deps, tx }: MutationContext, consumerId: string): Promise<void> {
  const challenge = randomBytes(24).toString('base64url');
  await deps.queue.enqueue(tx, { name: 'verifyConsumer', data: { consumerId, challenge } });
}
