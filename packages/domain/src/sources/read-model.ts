import { type CallRecordSource, encodeId } from '@strowger/contracts';
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
