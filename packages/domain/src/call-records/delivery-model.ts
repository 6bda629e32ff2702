import { type Delivery, type DeliveryAttempt, encodeId, encodeIdOrNull } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

type DeliveryRow = {
  id: string;
  consumerId: string;
  requestId: string | null;
  sequence: number;
  kind: Delivery['kind'];
  type: string;
  status: Delivery['status'];
  recordCount: number;
  bodyBytes: number;
  sha256: string;
  attempts: number;
  nextAttemptAt: Date | null;
  lastError: string | null;
  lastResponseStatus: number | null;
  deliveredAt: Date | null;
  createdAt: Date;
};

export const deliveryModel: ReadModel<DeliveryRow, Delivery> = {
  kind: 'delivery',
  from: 'delivery t join consumer c on c.id = t.consumer_id left join call_record_request r on r.id = t.request_id',
  path: 'c.path',
  columns: {
    id: 't.id',
    consumerId: 't.consumer_id',
    requestId: 't.request_id',
    sequence: 't.sequence',
    kind: 't.kind',
    type: 't.type',
    status: 't.status',
    recordCount: 't.record_count',
    bodyBytes: 't.body_bytes',
    sha256: 't.sha256',
    attempts: 't.attempts',
    nextAttemptAt: `case when t.status = 'pending' and c.status = 'verified'
      and coalesce(r.status in ('processing', 'delivering'), true) then t.next_attempt_at end`,
    lastError: 't.last_error',
    lastResponseStatus: `(select a.response_status from delivery_attempt a where a.delivery_id = t.id
      order by a.started_at desc, a.id desc limit 1)`,
    deliveredAt: 't.delivered_at',
    createdAt: 't.created_at',
  },
  present: (row) => ({
    id: encodeId('delivery', row.id),
    consumerId: encodeId('consumer', row.consumerId),
    requestId: encodeIdOrNull('callRecordRequest', row.requestId),
    sequence: row.sequence,
    kind: row.kind,
    type: row.type,
    status: row.status,
    recordCount: row.recordCount,
    bodyBytes: row.bodyBytes,
    sha256: row.sha256,
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    lastError: row.lastError,
    lastResponseStatus: row.lastResponseStatus,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }),
};

type AttemptRow = {
  id: string;
  deliveryId: string;
  attempt: number;
  startedAt: Date;
  durationMs: number;
  sentBytes: number | null;
  responseStatus: number | null;
  responseHead: string | null;
  error: string | null;
};

export const deliveryAttemptModel: ReadModel<AttemptRow, DeliveryAttempt> = {
  kind: 'deliveryAttempt',
  from: 'delivery_attempt t join delivery d on d.id = t.delivery_id join consumer c on c.id = d.consumer_id',
  path: 'c.path',
  columns: {
    id: 't.id',
    deliveryId: 't.delivery_id',
    attempt: 't.attempt',
    startedAt: 't.started_at',
    durationMs: 't.duration_ms',
    sentBytes: 't.sent_bytes',
    responseStatus: 't.response_status',
    responseHead: 't.response_head',
    error: 't.error',
  },
  present: (row) => ({
    id: encodeId('deliveryAttempt', row.id),
    deliveryId: encodeId('delivery', row.deliveryId),
    attempt: row.attempt,
    startedAt: row.startedAt.toISOString(),
    durationMs: row.durationMs,
    sentBytes: row.sentBytes,
    responseStatus: row.responseStatus,
    responseHead: row.responseHead,
    error: row.error,
  }),
};
