import { createHash } from 'node:crypto';
import { type WebhookEventData, type WebhookEventType, webhookEvents } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import { newId } from '../core/new-id.ts';
import { pathIds } from '../core/tree-path.ts';

/** The owner of a consumer that an event goes to. */
export type EventReader = { customerId: string; path: string };

/** Something that has happened to `path`'s customer. */
export type NewEvent<Type extends WebhookEventType> = {
  type: Type;
  /** The path of the customer that it concerns: consumers of it and of the levels above may have it. */
  path: string;
  occurredAt: Date;
  /**
   * What it says, in wire form. Where levels must not see the same, a function of who reads: undefined means that this
   * one is told nothing. Nobody may be shown a figure of a level above its own.
   */
  data: WebhookEventData<Type> | ((reader: EventReader) => WebhookEventData<Type> | undefined);
  /** A consumer that is told though it did not subscribe, as a limit names one. */
  consumerId?: string | null;
};

/** SQL on the connection of a transaction. */
export type Rows = Db['rows'];

/**
 * Stores an event for every verified consumer that wants its type, in the transaction of the change that it tells of:
 * either both stand or neither. A worker sends it within some 2 s, signed, and again until it is taken.
 */
export async function emitEvent<Type extends WebhookEventType>(
  rows: Rows,
  event: NewEvent<Type>,
): Promise<void> {
  const readers = await rows<EventReader & { id: string }>(
    `select id, customer_id as "customerId", path from consumer
     where customer_id = any ($1::uuid[]) and status = 'verified' and ($2 = any (events) or id = $3::uuid) order by id`,
    [pathIds(event.path), event.type, event.consumerId ?? null],
  );
  for (const { id: consumerId, ...reader } of readers) {
    const data = typeof event.data === 'function' ? event.data(reader) : event.data;
    if (data !== undefined) await storeEvent(rows, consumerId, event.type, event.occurredAt, data);
  }
}

/** Stores a message of one consumer. @returns its id */
export async function storeEvent<Type extends WebhookEventType>(
  rows: Rows,
  consumerId: string,
  type: Type,
  occurredAt: Date,
  data: WebhookEventData<Type>,
): Promise<string> {
  const body = JSON.stringify({ type, timestamp: occurredAt.toISOString(), data });
  webhookEvents[type].parse(JSON.parse(body));
  const id = newId(occurredAt);
  await rows(
    `insert into delivery (id, consumer_id, sequence, kind, type, body, message_at, record_count, sha256, body_bytes,
       next_attempt_at, created_at)
     values ($1::uuid, $2::uuid, 0, 'event', $3, $4, $5::timestamptz, 0, $6, $7::int, $5::timestamptz, $5::timestamptz)`,
    [
      id,
      consumerId,
      type,
      body,
      occurredAt,
      createHash('sha256').update(body).digest('hex'),
      Buffer.byteLength(body),
    ],
  );
  return id;
}
