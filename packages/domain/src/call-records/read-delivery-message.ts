import { encodeId } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import type { QueryHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { readRow } from '../core/read.ts';
import { readPinnedRequest } from '../delivery/claim-request.ts';
import { asJson, type Message, metadataHeaders, type StoredMessage } from '../delivery/message.ts';
import { requireOwnContents } from '../delivery/own-contents.ts';
import { remakeMessage } from '../delivery/remake-message.ts';
import { deliveryModel } from './delivery-model.ts';

const SHOWN_CHARACTERS = 65_536;

/** What a message says, as each attempt sends it. */
export const getDeliveryMessage: QueryHandler<'getDeliveryMessage'> = async (context, { deliveryId }) => {
  const { db } = context.deps;
  const { consumerId } = await readRow(context, deliveryModel, deliveryId);
  await requireOwnContents(context, consumerId);
  const message = await readMessage(db, deliveryId);
  if (!message)
    throw new DomainError('gone', 'The message cannot be made again as it was: its records have changed.');
  const body = message.body.toString('utf8');
  const shown = body.slice(0, SHOWN_CHARACTERS);
  return {
    deliveryId: encodeId('delivery', deliveryId),
    headers: {
      'content-type': message.mediaType,
      ...(message.gzip && { 'content-encoding': 'gzip' }),
      'webhook-id': encodeId('delivery', deliveryId),
      ...metadataHeaders(message),
    },
    body: shown,
    isComplete: shown.length === body.length,
  };
};

type Row = Omit<StoredMessage, 'first' | 'last'> & {
  body: string | null;
  firstAt: Date | null;
  firstId: string | null;
  lastAt: Date | null;
  lastId: string | null;
};

async function readMessage(db: Db, id: string): Promise<Message | undefined> {
  const [row] = await db.rows<Row>(
    `select id, request_id as "requestId", sequence, kind, type, message_at as "messageAt", first_started_at as "firstAt",
       first_record_id as "firstId", last_started_at as "lastAt", last_record_id as "lastId",
       record_count as "recordCount", sha256, attempts, body from delivery where id = $1`,
    [id],
  );
  if (!row) return undefined;
  const { body, firstAt, firstId, lastAt, lastId, ...stored } = row;
  const key = (startedAt: Date | null, recordId: string | null) =>
    startedAt && recordId ? { startedAt, id: recordId } : null;
  const message = { ...stored, first: key(firstAt, firstId), last: key(lastAt, lastId) };
  if (body !== null) return { ...message, ...asJson, body: Buffer.from(body) };
  const request = row.requestId === null ? undefined : await readPinnedRequest(db, row.requestId);
  return request && remakeMessage({ db }, request, message);
}
