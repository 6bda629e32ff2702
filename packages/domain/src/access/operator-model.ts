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
  lastSignInAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** The hash of the password is no column of this model. */
export const operatorModel: ReadModel<OperatorRow, Operator> = {
  kind: 'operator',
  from: 'operator t join customer c on c.id = t.customer_id',
  path: 'c.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 'c.path',
    email: 't.email',
    name: 't.name',
    role: 't.role',
    enabled: 't.enabled',
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
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};
