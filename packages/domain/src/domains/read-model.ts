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
  proofToken: string;
  verification: Domain['verification'];
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** The TXT record that proves a name. */
export const proofOf = ({ domain, proofToken }: Pick<DomainRow, 'domain' | 'proofToken'>) => ({
  name: `_strowger.${domain}`,
  value: `strowger-proof=${proofToken}`,
});

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
    proofToken: 't.proof_token',
    verification: 't.verification',
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
    proof: row.status === 'pending' ? proofOf(row) : null,
    verification: row.verification,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};
