import { type Consumer, encodeId } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

export type Verification = NonNullable<Consumer['verification']>;

export type ConsumerRow = {
  id: string;
  customerId: string;
  path: string;
  externalId: string | null;
  kind: Consumer['kind'];
  url: string;
  description: string | null;
  format: Consumer['format'];
  batchSize: number;
  gzip: boolean;
  maxInFlight: number;
  events: Consumer['events'];
  status: Consumer['status'];
  disabledReason: string | null;
  previousSecretExpiresAt: Date | null;
  verification: Verification | null;
  verifiedAt: Date | null;
  failingSince: Date | null;
  expiresAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** The secret is no column of this model: nothing that is read through it can leave it anywhere. */
export const consumerModel: ReadModel<ConsumerRow, Consumer> = {
  kind: 'consumer',
  from: 'consumer t',
  path: 't.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 't.path',
    externalId: 't.external_id',
    kind: 't.kind',
    url: 't.url',
    description: 't.description',
    format: 't.format',
    batchSize: 't.batch_size',
    gzip: 't.gzip',
    maxInFlight: 't.max_in_flight',
    events: 't.events',
    status: 't.status',
    disabledReason: 't.disabled_reason',
    previousSecretExpiresAt: 't.previous_secret_expires_at',
    verification: 't.verification',
    verifiedAt: 't.verified_at',
    failingSince: 't.failing_since',
    expiresAt: 't.expires_at',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('consumer', row.id),
    customerId: encodeId('customer', row.customerId),
    externalId: row.externalId,
    kind: row.kind,
    url: row.url,
    description: row.description,
    format: row.format,
    batchSize: row.batchSize,
    gzip: row.gzip,
    maxInFlight: row.maxInFlight,
    events: row.events,
    status: row.status,
    disabledReason: row.disabledReason,
    secret: null,
    previousSecretExpiresAt: row.previousSecretExpiresAt?.toISOString() ?? null,
    verification: row.verification,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};
