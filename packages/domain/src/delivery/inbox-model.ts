import { encodeId, type InboxMessage } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

type InboxMessageRow = {
  id: string;
  consumerId: string;
  webhookId: string;
  type: string;
  headers: Record<string, string>;
  body: string;
  signatureValid: boolean;
  receivedAt: Date;
};

export const inboxMessageModel: ReadModel<InboxMessageRow, InboxMessage> = {
  kind: 'inboxMessage',
  from: 'inbox_message t join consumer c on c.id = t.consumer_id',
  path: 'c.path',
  columns: {
    id: 't.id',
    consumerId: 't.consumer_id',
    webhookId: 't.webhook_id',
    type: 't.type',
    headers: 't.headers',
    body: 't.body',
    signatureValid: 't.signature_valid',
    receivedAt: 't.received_at',
  },
  present: (row) => ({
    id: encodeId('inboxMessage', row.id),
    consumerId: encodeId('consumer', row.consumerId),
    webhookId: row.webhookId,
    type: row.type,
    headers: row.headers,
    body: row.body,
    signatureValid: row.signatureValid,
    receivedAt: row.receivedAt.toISOString(),
  }),
};
