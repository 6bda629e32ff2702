import { newId } from '../core/new-id.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { Message } from './message.ts';
import { openSecrets, type SendingConsumer } from './sending-consumer.ts';
import { verifyMessage } from './signature.ts';
import type { WebhookReply } from './transport.ts';

const MESSAGES_MAX = 1_000;

/** What a webhook would have got, kept inside the server: nothing is dialled. Each arrival is a row, repeated or not. */
export async function storeInInbox(
  deps: DeliveryDeps,
  consumer: SendingConsumer,
  headers: Record<string, string>,
  { body, type }: Pick<Message, 'body' | 'type'>,
): Promise<WebhookReply> {
  const now = deps.clock.now();
  const text = body.toString('utf8');
  const [secret = ''] = openSecrets(deps, consumer, now);
  const stored = await deps.db.rows(
    `insert into inbox_message (id, consumer_id, webhook_id, type, headers, body, signature_valid, received_at)
     select $1, $2, $3, $4, $5, $6, $7, $8
     where (select count(*) from inbox_message where consumer_id = $2) < $9 returning id`,
    [
      newId(now),
      consumer.id,
      headers['webhook-id'],
      type,
      JSON.stringify(headers),
      text,
      verifyMessage(headers, text, secret, now),
      now,
      MESSAGES_MAX,
    ],
  );
  return stored.length === 1
    ? { status: 200, headers: {}, reply: '' }
    : { status: 507, headers: {}, reply: `The inbox holds ${MESSAGES_MAX} messages, the most there may be.` };
}
