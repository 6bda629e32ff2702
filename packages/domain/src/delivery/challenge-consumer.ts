import { randomBytes } from 'node:crypto';
import { type ConsumerChallenge, encodeId } from '@strowger/contracts';
import { changeAsSystem } from '../core/change-as-system.ts';
import type { JobData } from '../core/jobs.ts';
import { newId } from '../core/new-id.ts';
import { equalText } from '../crypto/keyring.ts';
import { consumerModel, type Verification } from './consumer-model.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { placeLiveCursor } from './live-records.ts';
import { resumeRequests } from './open-requests.ts';
import { openSecrets, readSendingConsumer, type SendingConsumer } from './sending-consumer.ts';
import { signMessage } from './signature.ts';
import type { WebhookReply } from './transport.ts';
import { enabled } from './update-consumer.ts';

/** Sends the verification POST and stores what it found. One that comes twice sends another link; the last one counts. */
export async function challengeConsumer(
  deps: DeliveryDeps,
  { consumerId, challenge }: JobData<'verifyConsumer'>,
): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const hash = deps.keyring.mac('consumer-confirmation', token);
  const consumer = await expectConfirmation(deps, consumerId, hash);
  if (!consumer) return;

  const at = deps.clock.now();
  const body = Buffer.from(
    JSON.stringify({
      type: 'consumer.verification',
      timestamp: at.toISOString(),
      data: {
        consumerId: encodeId('consumer', consumerId),
        challenge,
        confirmUrl: `${deps.publicUrl}/confirm-consumer/${token}`,
      },
    } satisfies ConsumerChallenge),
  );
  const headers = {
    'content-type': 'application/json',
    'user-agent': deps.userAgent,
    ...signMessage(encodeId('delivery', newId(at)), at, body, openSecrets(deps, consumer, at)),
  };
  const reply = await deps.transport.post({ url: consumer.url, headers, body });
  await storeVerification(deps, consumer, hash, {
    ...judge(reply, challenge),
    at: deps.clock.now().toISOString(),
  });
}

/** The link is good from before it is sent: a person may be quicker than the answer. */
async function expectConfirmation(
  deps: DeliveryDeps,
  consumerId: string,
  hash: string,
): Promise<SendingConsumer | undefined> {
  const now = deps.clock.now();
  const sent: Verification = {
    outcome: 'awaitingConfirmation',
    responseStatus: null,
    detail: 'The verification is being sent.',
    at: now.toISOString(),
  };
  const { count } = await deps.db.prisma.consumer.updateMany({
    where: { id: consumerId, kind: 'webhook', status: { not: 'verified' } },
    data: { confirmationHash: hash, verification: sent, updatedAt: now },
  });
  return count === 0 ? undefined : readSendingConsumer(deps.db, consumerId);
}

function judge(reply: WebhookReply, challenge: string): Omit<Verification, 'at'> {
  const { status: responseStatus } = reply;
  if (responseStatus === null) return { outcome: 'failed', responseStatus, detail: reply.error };
  if (responseStatus < 200 || responseStatus >= 300) {
    return { outcome: 'failed', responseStatus, detail: `It answered ${responseStatus}.` };
  }
  if (echoes(reply.reply, challenge)) {
    return { outcome: 'verified', responseStatus, detail: 'It answered with the challenge.' };
  }
  const detail =
    'It took the message and did not answer with the challenge: open the link that the message holds.';
  return { outcome: 'awaitingConfirmation', responseStatus, detail };
}

function echoes(reply: string, challenge: string): boolean {
  try {
    const echoed: unknown = JSON.parse(reply);
    if (typeof echoed !== 'object' || echoed === null || !('challenge' in echoed)) return false;
    return typeof echoed.challenge === 'string' && equalText(echoed.challenge, challenge);
  } catch {
    return false;
  }
}

/** Only of the last verification, and only if nobody has confirmed it meanwhile. */
async function storeVerification(
  deps: DeliveryDeps,
  { id }: SendingConsumer,
  hash: string,
  verification: Verification,
): Promise<void> {
  const now = deps.clock.now();
  const { outcome } = verification;
  await deps.db.transaction(async (tx) => {
    await tx.$queryRaw`select id from consumer where id = ${id}::uuid for update`;
    const current = await tx.consumer.findFirst({
      where: { id, confirmationHash: hash },
      select: { id: true },
    });
    if (!current) return;
    await changeAsSystem(deps, tx, consumerModel, id, 'verification', async () => {
      await tx.consumer.update({
        where: { id },
        data: {
          verification,
          ...(outcome !== 'awaitingConfirmation' && { confirmationHash: null }),
          ...(outcome === 'verified' && { ...enabled, verifiedAt: now }),
          version: { increment: 1 },
          updatedAt: now,
        },
      });
      if (outcome !== 'verified') return;
      await resumeRequests(tx, deps.queue, id, now);
      await placeLiveCursor(tx, id);
    });
  });
  deps.log.info(
    { consumerId: id, outcome, responseStatus: verification.responseStatus },
    'consumer challenged',
  );
}
