import { type CallRecordRequest, encodeId, type RecordFilters } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

export type RequestRow = {
  id: string;
  kind: CallRecordRequest['kind'];
  customerId: string;
  path: string;
  scopeCustomerId: string;
  consumerId: string;
  from: Date;
  to: Date;
  periodBy: CallRecordRequest['periodBy'];
  /** In the domain's form: ids are uuids. */
  filters: RecordFilters;
  fields: CallRecordRequest['fields'];
  status: CallRecordRequest['status'];
  format: CallRecordRequest['format'];
  gzip: boolean;
  batchSize: number;
  expectedCount: string | null;
  recordCount: string;
  batchCount: number;
  deliveredBatches: number;
  deliveredRecords: string;
  attempts: number;
  lastError: string | null;
  nextAttemptAt: Date | null;
  completedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

export const requestModel: ReadModel<RequestRow, CallRecordRequest> = {
  kind: 'callRecordRequest',
  from: 'call_record_request t',
  path: 't.path',
  columns: {
    id: 't.id',
    kind: 't.kind',
    customerId: 't.customer_id',
    path: 't.path',
    scopeCustomerId: 't.scope_customer_id',
    consumerId: 't.consumer_id',
    from: 't."from"',
    to: 't."to"',
    periodBy: 't.period_by',
    filters: 't.filters',
    fields: 't.fields',
    status: 't.status',
    format: 't.format',
    gzip: 't.gzip',
    batchSize: 't.batch_size',
    expectedCount: 't.expected_count::text',
    recordCount: 't.record_count::text',
    batchCount: 't.batch_count',
    deliveredBatches: 't.delivered_batches',
    deliveredRecords: `(select coalesce(sum(d.record_count), 0) from delivery d
      where d.request_id = t.id and d.status = 'delivered')::text`,
    attempts: 't.attempts',
    lastError: 't.last_error',
    nextAttemptAt: `(select min(d.next_attempt_at) from delivery d
      where d.request_id = t.id and d.status = 'pending' and d.attempts > 0 and t.status in ('processing', 'delivering'))`,
    completedAt: 't.completed_at',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('callRecordRequest', row.id),
    kind: row.kind,
    customerId: encodeId('customer', row.customerId),
    scopeCustomerId: encodeId('customer', row.scopeCustomerId),
    consumerId: encodeId('consumer', row.consumerId),
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    periodBy: row.periodBy,
    filters: presentFilters(row.filters),
    fields: row.fields,
    status: row.status,
    format: row.format,
    gzip: row.gzip,
    batchSize: row.batchSize,
    expectedCount: row.expectedCount === null ? null : Number(row.expectedCount),
    recordCount: Number(row.recordCount),
    batchCount: row.batchCount,
    deliveredBatches: row.deliveredBatches,
    deliveredRecords: Number(row.deliveredRecords),
    attempts: row.attempts,
    lastError: row.lastError,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};

/** Filters in their wire form, in the order of the contract. */
export function presentFilters(filters: RecordFilters): CallRecordRequest['filters'] {
  const { direction, disposition, userId, fromNumber, toNumber } = filters;
  return {
    ...(direction && { direction }),
    ...(disposition && { disposition }),
    ...(userId && { userId: encodeId('user', userId) }),
    ...(fromNumber && { fromNumber }),
    ...(toNumber && { toNumber }),
  };
}
