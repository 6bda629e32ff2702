import { encodeId, type Operator } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

export type OperatorRow = {
  id: string;
  customerId: string;
  path: string;
  email: string;
  name: string;
  role: Operator['role'];
  enabled: boolean;
  passwordSet: boolean;
  passwordLinkExpiresAt: Date | null;
  totpEnabled: boolean;
  lastSignInAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** No hash and no secret is a column of this model: `passwordLink` is set only in the reply that makes it. */
export const operatorModel: ReadModel<OperatorRow, Operator> = {
  kind: 'operator',
  from: `operator t join customer c on c.id = t.customer_id left join password_link l on l.operator_id = t.id
    left join operator_totp a on a.operator_id = t.id`,
  path: 'c.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 'c.path',
    email: 't.email',
    name: 't.name',
    role: 't.role',
    enabled: 't.enabled',
    passwordSet: 't.password_hash is not null',
    passwordLinkExpiresAt: 'l.expires_at',
    totpEnabled: 'a.confirmed_at is not null',
    lastSignInAt: 't.last_sign_in_at',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('operator', row.id),
    customerId: encodeId('customer', row.customerId),
    email: row.email,
    name: row.name,
    role: row.role,
    enabled: row.enabled,
    passwordSet: row.passwordSet,
    passwordLink: null,
    passwordLinkExpiresAt: row.passwordLinkExpiresAt?.toISOString() ?? null,
    totpEnabled: row.totpEnabled,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};
