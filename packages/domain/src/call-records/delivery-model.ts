import { type Delivery, encodeId, encodeIdOrNull } from '@strowger/contracts';
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
  }),
};
