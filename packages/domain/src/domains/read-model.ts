import { type Domain, encodeId } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

export type DomainRow = {
  id: string;
  customerId: string;
  path: string;
  externalId: string | null;
  domain: string;
  isDefault: boolean;
  registrationAllowed: boolean;
  status: Domain['status'];
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

export const domainModel: ReadModel<DomainRow, Domain> = {
  kind: 'domain',
  from: 'domain t',
  path: 't.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 't.path',
    externalId: 't.external_id',
    domain: 't.domain',
    isDefault: 't.is_default',
    registrationAllowed: 't.registration_allowed',
    status: 't.status',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('domain', row.id),
    customerId: encodeId('customer', row.customerId),
    externalId: row.externalId,
    domain: row.domain,
    isDefault: row.isDefault,
    registrationAllowed: row.registrationAllowed,
    status: row.status,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};
