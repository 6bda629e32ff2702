import type { MutationHandler } from '../core/context.ts';
import { changed, lockRow } from '../core/write.ts';
import { consumerModel } from './consumer-model.ts';
import { newSecret } from './signature.ts';

const OVERLAP_SECONDS = 24 * 3600;

/** Gives a consumer another secret. The old one signs beside it for a while, so that a receiver can change over. */
export const rotateConsumerSecret: MutationHandler<'rotateConsumerSecret'> = async (context, input) => {
  const { deps, tx, now } = context;
  const { consumerId: id, overlapSeconds = OVERLAP_SECONDS } = input;
  const before = await lockRow(context, consumerModel, id);
  const secret = newSecret();
  const { secretCiphertext } = await tx.consumer.findUniqueOrThrow({
    where: { id },
    select: { secretCiphertext: true },
  });
  await tx.consumer.update({
    where: { id },
    data: {
      secretCiphertext: deps.keyring.seal('consumer-secret', secret),
      previousSecret: overlapSeconds > 0 ? secretCiphertext : null,
      previousSecretExpiresAt: overlapSeconds > 0 ? new Date(now.getTime() + overlapSeconds * 1000) : null,
      version: { increment: 1 },
      updatedAt: now,
    },
  });
  return { ...(await changed(context, consumerModel, before, before, { secret })), secret };
};
