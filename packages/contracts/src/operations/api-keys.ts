import { z } from 'zod';
import { id } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { ApiKey, ApiKeyCreate, ApiKeyUpdate } from '../resources/api-key.ts';
import { pageQuery } from '../resources/common.ts';

const base = { tag: 'api-keys', origin: 'extension', area: 'access' } as const;

export const getCustomerApiKeys = defineOperation({
  ...base,
  summary: "List a customer's API keys",
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/api-keys',
  scope: 'api-keys:read',
  params: z.strictObject({ customerId: id('customer') }),
  query: z.strictObject(pageQuery),
  output: { shape: 'list', schema: ApiKey },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getApiKey = defineOperation({
  ...base,
  summary: 'Get one API key, without the key itself',
  kind: 'query',
  method: 'GET',
  path: '/api-keys/{apiKeyId}',
  scope: 'api-keys:read',
  params: z.strictObject({ apiKeyId: id('apiKey') }),
  output: { shape: 'one', schema: ApiKey },
  status: 200,
  errors: ['notFound'],
});

export const createApiKey = defineOperation({
  ...base,
  summary: 'Create an API key; the key is shown in this reply only',
  kind: 'mutation',
  method: 'POST',
  path: '/api-keys',
  scope: 'api-keys:write',
  body: ApiKeyCreate,
  output: { shape: 'one', schema: ApiKey },
  status: 201,
  location: '/api-keys/{id}',
  secretReply: true,
  errors: ['notFound', 'validation', 'missingScope', 'customerSuspended'],
  example: {
    body: { customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr', name: 'billing sync', scopes: ['records:read'] },
  },
});

export const revokeApiKey = defineOperation({
  ...base,
  summary: 'Revoke an API key for good',
  kind: 'mutation',
  method: 'POST',
  path: '/api-keys/{apiKeyId}/revoke',
  scope: 'api-keys:write',
  params: z.strictObject({ apiKeyId: id('apiKey') }),
  output: { shape: 'one', schema: ApiKey },
  status: 200,
  errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended'],
});

export const updateApiKey = defineOperation({
  ...base,
  summary: 'Change the name, allowed addresses or expiry of an API key',
  kind: 'mutation',
  method: 'POST',
  path: '/api-keys/{apiKeyId}',
  aliases: [{ method: 'PATCH', path: '/api-keys/{apiKeyId}' }],
  scope: 'api-keys:write',
  params: z.strictObject({ apiKeyId: id('apiKey') }),
  body: ApiKeyUpdate,
  output: { shape: 'one', schema: ApiKey },
  status: 200,
  errors: ['notFound', 'validation', 'conflict', 'staleVersion', 'customerSuspended'],
  example: { body: { name: 'billing sync (new host)' } },
});

export const rotateApiKey = defineOperation({
  ...base,
  summary: 'Give an API key a new secret; the old one stops at once',
  kind: 'mutation',
  method: 'POST',
  path: '/api-keys/{apiKeyId}/rotate',
  scope: 'api-keys:write',
  params: z.strictObject({ apiKeyId: id('apiKey') }),
  output: { shape: 'one', schema: ApiKey },
  status: 200,
  secretReply: true,
  errors: ['notFound', 'conflict', 'staleVersion', 'missingScope', 'customerSuspended'],
});
