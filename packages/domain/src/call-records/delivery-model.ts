import { type Delivery, encodeId } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

type DeliveryRow = {
  id: string;
  requestId: string;
  sequence: number;
  kind: Delivery['kind'];
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
  from: 'delivery t join call_record_request r on r.id = t.request_id',
  path: 'r.path',
  columns: {
    id: 't.id',
    requestId: 't.request_id',
    sequence: 't.sequence',
    kind: 't.kind',
    status: 't.status',
    recordCount: 't.record_count',
    bodyBytes: 't.body_bytes',
    sha256: 't.sha256',
    attempts: 't.attempts',
    nextAttemptAt: `case when t.status = 'pending' and r.status in ('processing', 'delivering') then t.next_attempt_at end`,
    lastError: 't.last_error',
    lastResponseStatus: `(select a.response_status from delivery_attempt a where a.delivery_id = t.id
      order by a.started_at desc, a.id desc limit 1)`,
    deliveredAt: 't.delivered_at',
  },
  present: (row) => ({
    id: encodeId('delivery', row.id),
    requestId: encodeId('callRecordRequest', row.requestId),
    sequence: row.sequence,
    kind: row.kind,
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
