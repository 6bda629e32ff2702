import { type ApiKey, encodeId } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

export type ApiKeyRow = {
  id: string;
  customerId: string;
  path: string;
  name: string;
  scopes: ApiKey['scopes'];
  hint: string;
  allowedCidrs: string[];
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

/** The key itself is stored nowhere: `key` is set only in the reply that makes it. */
export const apiKeyModel: ReadModel<ApiKeyRow, ApiKey> = {
  kind: 'apiKey',
  from: 'api_key t',
  path: 't.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 't.path',
    name: 't.name',
    scopes: 't.scopes',
    hint: 't.hint',
    allowedCidrs: 't.allowed_cidrs',
    expiresAt: 't.expires_at',
    lastUsedAt: 't.last_used_at',
    revokedAt: 't.revoked_at',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('apiKey', row.id),
    customerId: encodeId('customer', row.customerId),
    name: row.name,
    scopes: row.scopes,
    hint: row.hint,
    key: null,
    allowedCidrs: row.allowedCidrs,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};
