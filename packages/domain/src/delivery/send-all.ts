import type { DeliveryDeps } from './delivery-deps.ts';
import { InFlight } from './in-flight.ts';
import type { Message } from './message.ts';
import { sendMessage } from './send-message.ts';
import { readSendingConsumer } from './sending-consumer.ts';

export type Sending = {
  consumerId: string;
  /** Messages under way at once at the most. */
  atOnceMax: number;
  /** Ends it after what is in flight. */
  stop: AbortSignal;
  /** The next message; undefined where nothing is to be sent now. @param inFlight ids of those that are being sent */
  next: (inFlight: string[]) => Promise<Message | undefined>;
};

/** Sends what there is for a consumer, several messages in flight at once, until nothing is left to be sent now. */
export async function sendAll(
  deps: DeliveryDeps,
  { consumerId, atOnceMax, stop, next }: Sending,
): Promise<void> {
  const inFlight = new InFlight(atOnceMax);
  try {
    while (!stop.aborted) {
      await inFlight.room();
      const sending = inFlight.ids;
      const message = await next(sending);
      const consumer = message && (await readSendingConsumer(deps.db, consumerId));
      if (message && consumer) {
        inFlight.start(message.id, () => sendMessage(deps, consumer, message));
        if (message.standsAlone) await inFlight.one();
      }
      // What was being sent when it was looked may have left something to do by its end.
      else if (sending.length > 0) await inFlight.one();
      else break;
    }
  } finally {
    await inFlight.all();
  }
}
