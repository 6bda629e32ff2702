import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { encodeId } from '@strowger/contracts';
import type { DeliveryDeps, StepName } from './delivery-deps.ts';
import { type Message, metadataHeaders } from './message.ts';
import { recordOutcome } from './record-outcome.ts';
import { openSecrets, type SendingConsumer } from './sending-consumer.ts';
import { signMessage } from './signature.ts';
import { storeInInbox } from './store-in-inbox.ts';

type Steps = { before: StepName; written: StepName; answered: StepName; stored: StepName };

const batchSteps: Steps = {
  before: 'beforePost',
  written: 'midPost',
  answered: 'afterReceipt',
  stored: 'afterDeliveredStored',
};
const closingSteps: Steps = {
  before: 'beforeManifestPost',
  written: 'midManifestPost',
  answered: 'afterManifestReceipt',
  stored: 'beforeCompleted',
};

const compress = promisify(gzip);
/** The quickest: a third of the time of the usual one, for a fifth more bytes. */
const level = constants.Z_BEST_SPEED;

/** One attempt: signed anew, sent, and what came of it stored. */
export async function sendMessage(
  deps: DeliveryDeps,
  consumer: SendingConsumer,
  message: Message,
): Promise<void> {
  const steps = message.kind === 'batch' ? batchSteps : closingSteps;
  await deps.step?.(steps.before);
  const startedAt = deps.clock.now();
  const headers = {
    'content-type': message.mediaType,
    'user-agent': deps.userAgent,
    ...metadataHeaders(message),
    ...signMessage(
      encodeId('delivery', message.id),
      startedAt,
      message.body,
      openSecrets(deps, consumer, startedAt),
    ),
  };
  const isInbox = consumer.kind === 'inbox';
  const body = message.gzip && !isInbox ? await compress(message.body, { level }) : message.body;
  const reply = isInbox
    ? await storeInInbox(deps, consumer, headers, message)
    : await deps.transport.post({
        url: consumer.url,
        headers: message.gzip ? { ...headers, 'content-encoding': 'gzip' } : headers,
        body,
        onWritten: () => deps.step?.(steps.written),
      });
  await deps.step?.(steps.answered);
  await recordOutcome(deps, consumer, message, {
    startedAt,
    endedAt: deps.clock.now(),
    reply,
    sentBytes: body.byteLength,
  });
  await deps.step?.(steps.stored);
}
