import { encodeId, encodeIdOrNull, QUARANTINE_RAW_SHOWN, type QuarantinedRecord } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

type QuarantineRow = {
  id: string;
  sourceId: string;
  format: QuarantinedRecord['format'];
  status: QuarantinedRecord['status'];
  reason: QuarantinedRecord['reason'];
  detail: string;
  raw: string;
  rawLength: number;
  complete: boolean;
  recordId: string | null;
  receivedAt: Date;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  note: string | null;
};

export const quarantineModel: ReadModel<QuarantineRow, QuarantinedRecord> = {
  kind: 'quarantinedRecord',
  from: 'quarantined_record t',
  path: 't.path',
  columns: {
    id: 't.id',
    sourceId: 't.source_id',
    format: 't.format',
    status: 't.status',
    reason: 't.reason',
    detail: 't.detail',
    raw: 't.raw',
    rawLength: 'length(t.raw)',
    complete: 't.complete',
    recordId: 't.record_id',
    receivedAt: 't.received_at',
    resolvedAt: 't.resolved_at',
    resolvedBy: 't.resolved_by',
    note: 't.note',
  },
  present: (row) => ({
    id: encodeId('quarantinedRecord', row.id),
    sourceId: encodeId('callRecordSource', row.sourceId),
    format: row.format,
    status: row.status,
    reason: row.reason,
    detail: row.detail,
    raw: row.raw,
    rawLength: row.rawLength,
    complete: row.complete,
    callRecordId: encodeIdOrNull('callRecord', row.recordId),
    receivedAt: row.receivedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    resolvedBy: row.resolvedBy,
    note: row.note,
  }),
};

/** A raw text may have a megabyte, a page 200 of them. */
export const quarantineListModel: typeof quarantineModel = {
  ...quarantineModel,
  columns: { ...quarantineModel.columns, raw: `left(t.raw, ${QUARANTINE_RAW_SHOWN})` },
};
