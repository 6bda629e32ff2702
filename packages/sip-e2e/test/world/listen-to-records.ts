import type { CallRecord } from '@strowger/contracts';
import { type ReceivedWebhook, startWebhookReceiver } from '@strowger/testing/webhook-receiver';
import { verifyWebhook } from 'strowger';
import { eventually } from './find-records.ts';
import type { Chain, World } from './make-world.ts';

type Level = keyof Chain;
/** A consumer may have asked for some fields only. */
export type SentRecord = { [Field in keyof CallRecord]?: CallRecord[Field] | undefined };

/** A webhook of each level that is told of new records; resolves once all are verified. */
export async function startListening({ api }: World, chain: Chain, levels: readonly Level[]) {
  const receiver = await startWebhookReceiver(({ body }) => {
    const { type, data } = JSON.parse(body.toString());
    return type === 'consumer.verification' ? { body: JSON.stringify({ challenge: data.challenge }) } : {};
  });
  const secrets = new Map<Level, string>();
  for (const level of levels) {
    const { id, secret } = await api.call('createConsumer', {
      customerId: chain[level],
      url: `${receiver.url}/${level}`,
      events: ['call_record.created'],
    });
    secrets.set(level, secret as string);
    await eventually(
      () => api.call('getConsumer', { consumerId: id }),
      ({ status }) => status === 'verified',
    );
  }

  /** The records that a level was sent, whose signatures hold. */
  const recordsAt = (level: Level): SentRecord[] =>
    receiver.received
      .filter(({ path }: ReceivedWebhook) => path === `/${level}`)
      .map(({ body, signed }) => verifyWebhook(body.toString(), signed, secrets.get(level) as string))
      .flatMap((event) => (event.type === 'call_record.created' ? event.data.records : []));

  return {
    recordOf: (level: Level, callId: string): Promise<SentRecord | undefined> =>
      eventually(
        async () => recordsAt(level).find((record) => record.callId === callId),
        (record) => record !== undefined,
      ),
    close: receiver.close,
  };
}
