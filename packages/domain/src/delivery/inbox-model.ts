import { encodeId, type InboxMessage, type InboxMessageHead } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

type HeadRow = {
  id: string;
  consumerId: string;
  webhookId: string;
  type: string;
  headers: Record<string, string>;
  bodyBytes: number;
  signatureValid: boolean;
  receivedAt: Date;
};
type InboxMessageRow = HeadRow & { body: string };

/** A message as lists show it: bodies stay where they are. */
export const inboxMessageHeadModel: ReadModel<HeadRow, InboxMessageHead> = {
  kind: 'inboxMessage',
  from: 'inbox_message t join consumer c on c.id = t.consumer_id',
  path: 'c.path',
  columns: {
    id: 't.id',
    consumerId: 't.consumer_id',
    webhookId: 't.webhook_id',
    type: 't.type',
    headers: 't.headers',
    bodyBytes: 'octet_length(t.body)',
    signatureValid: 't.signature_valid',
    receivedAt: 't.received_at',
  },
  present: (row) => ({
    id: encodeId('inboxMessage', row.id),
    consumerId: encodeId('consumer', row.consumerId),
    webhookId: row.webhookId,
    type: row.type,
    headers: row.headers,
    bodyBytes: row.bodyBytes,
    signatureValid: row.signatureValid,
    receivedAt: row.receivedAt.toISOString(),
  }),
};

export const inboxMessageModel: ReadModel<InboxMessageRow, InboxMessage> = {
  ...inboxMessageHeadModel,
  columns: { ...inboxMessageHeadModel.columns, body: 't.body' },
  present: (row) => {
    const { bodyBytes: _, ...head } = inboxMessageHeadModel.present(row);
    return { ...head, body: row.body };
  },
};
