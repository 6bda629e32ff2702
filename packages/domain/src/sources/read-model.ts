import { type CallRecordSource, encodeId, type QuarantinedRecord } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

export type SourceRow = {
  id: string;
  customerId: string;
  path: string;
  externalId: string | null;
  name: string;
  format: CallRecordSource['format'];
  timeZone: string;
  country: string | null;
  enabled: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

export const sourceModel: ReadModel<SourceRow, CallRecordSource> = {
  kind: 'callRecordSource',
  from: 'call_record_source t',
  path: 't.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 't.path',
    externalId: 't.external_id',
    name: 't.name',
    format: 't.format',
    timeZone: 't.time_zone',
    country: 't.country',
    enabled: 't.enabled',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('callRecordSource', row.id),
    customerId: encodeId('customer', row.customerId),
    externalId: row.externalId,
    name: row.name,
    format: row.format,
    timeZone: row.timeZone,
    country: row.country,
    enabled: row.enabled,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};

type QuarantineRow = {
  id: string;
  sourceId: string;
  format: QuarantinedRecord['format'];
  reason: QuarantinedRecord['reason'];
  detail: string;
  raw: string;
  receivedAt: Date;
  resolvedAt: Date | null;
};

export const quarantineModel: ReadModel<QuarantineRow, QuarantinedRecord> = {
  kind: 'quarantinedRecord',
  from: 'quarantined_record t',
  path: 't.path',
  columns: {
    id: 't.id',
    sourceId: 't.source_id',
    format: 't.format',
    reason: 't.reason',
    detail: 't.detail',
    raw: 't.raw',
    receivedAt: 't.received_at',
    resolvedAt: 't.resolved_at',
  },
  present: (row) => ({
    id: encodeId('quarantinedRecord', row.id),
    sourceId: encodeId('callRecordSource', row.sourceId),
    format: row.format,
    reason: row.reason,
    detail: row.detail,
    raw: row.raw,
    receivedAt: row.receivedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  }),
};
