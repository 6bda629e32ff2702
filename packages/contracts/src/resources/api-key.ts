import { z } from 'zod';
import * as f from '../fields/index.ts';

const scopeNouns = [
  'customers',
  'users',
  'domains',
  'tariffplans',
  'destinations',
  'limits',
  'whitelists',
  'extensions',
  'forwards',
  'number-ranges',
  'call-record-sources',
  'consumers',
  'api-keys',
  'operators',
] as const;

/** Every scope that a key can hold. */
export const keyScopes = [
  ...scopeNouns.flatMap((noun) => [`${noun}:read`, `${noun}:write`] as const),
  'records:read',
  'records:ingest',
  'audit:read',
  'ledger:read',
  'ledger:write',
  'usage:read',
  'sip-credentials:read',
] as const;
export type KeyScope = (typeof keyScopes)[number];

/** A machine credential for one customer. The key itself is shown once, in the reply that makes it. */
export const ApiKey = z
  .strictObject({
    id: f.id('apiKey'),
    customerId: f.id('customer'),
    name: f.safeText(100),
    scopes: z.array(z.enum(keyScopes)).min(1).max(keyScopes.length),
    hint: z.string().meta({ description: 'The first characters of the key, to recognise it by' }),
    key: z
      .string()
      .nullable()
      .meta({ description: 'The whole key in the reply that makes it, null ever after' }),
    allowedCidrs: z
      .array(f.cidr)
      .max(50)
      .meta({ description: 'Source addresses that may use the key; empty: all' }),
    expiresAt: f.timestamp.nullable(),
    lastUsedAt: f.timestamp.nullable().meta({ description: 'To the minute' }),
    revokedAt: f.timestamp.nullable(),
    version: f.integer(1, 2_147_483_647),
    createdAt: f.timestamp,
    updatedAt: f.timestamp,
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.input<typeof ApiKey>;

/** A key holds only scopes that its maker has itself. */
export const ApiKeyCreate = ApiKey.pick({ customerId: true, name: true, scopes: true })
  .extend({
    expiresAt: f.timestamp.nullable().optional(),
    allowedCidrs: ApiKey.shape.allowedCidrs.optional(),
  })
  .meta({ id: 'ApiKeyCreate' });

/** What is left out stays. */
export const ApiKeyUpdate = ApiKey.pick({ name: true, allowedCidrs: true, expiresAt: true })
  .partial()
  .meta({ id: 'ApiKeyUpdate' });
