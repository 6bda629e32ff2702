import { z } from 'zod';
import { id, safeText } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { pageQuery } from '../resources/common.ts';
import { Domain, DomainCreate, DomainUpdate } from '../resources/domain.ts';

const base = { tag: 'domains', area: 'provisioning' } as const;
const domainId = z.strictObject({ domainId: id('domain') });

export const getCustomerDomains = defineOperation({
  ...base,
  origin: 'api',
  summary: "List a customer's domains",
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/domains',
  scope: 'domains:read',
  params: z.strictObject({ customerId: id('customer') }),
  query: z.strictObject({ ...pageQuery, externalId: safeText(128).optional() }),
  output: { shape: 'list', schema: Domain },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getDomain = defineOperation({
  ...base,
  origin: 'api',
  summary: 'Get one domain',
  kind: 'query',
  method: 'GET',
  path: '/domains/{domainId}',
  scope: 'domains:read',
  params: domainId,
  output: { shape: 'one', schema: Domain },
  status: 200,
  conditional: true,
  errors: ['notFound'],
});

export const createDomain = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Create a domain of a customer',
  description:
    'A domain that is made for the actor’s own customer below the root is pending until an ancestor approves it, or until the TXT record of `proof` is found (`verifyDomain`).',
  kind: 'mutation',
  method: 'POST',
  path: '/domains',
  scope: 'domains:write',
  body: DomainCreate,
  output: { shape: 'one', schema: Domain },
  status: 201,
  location: '/domains/{id}',
  errors: ['notFound', 'validation', 'inUse', 'customerSuspended'],
  example: {
    body: { customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr', domain: 'sip.example.com', isDefault: true },
  },
});

export const updateDomain = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Change a domain, or approve it',
  kind: 'mutation',
  method: 'POST',
  path: '/domains/{domainId}',
  aliases: [{ method: 'PATCH', path: '/domains/{domainId}' }],
  scope: 'domains:write',
  params: domainId,
  body: DomainUpdate,
  output: { shape: 'one', schema: Domain },
  status: 200,
  errors: ['notFound', 'validation', 'inUse', 'staleVersion', 'reservedToParent', 'customerSuspended'],
  example: { body: { status: 'active' } },
});

export const verifyDomain = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Have the TXT record of a pending domain looked for',
  description:
    'Answers 202; `verification` of the domain tells the outcome. The domain is active once its TXT record holds the value of `proof`. Where it is not found it is looked for again, up to six times within nine hours.',
  kind: 'mutation',
  method: 'POST',
  path: '/domains/{domainId}/verify',
  scope: 'domains:write',
  params: domainId,
  output: { shape: 'one', schema: Domain },
  status: 202,
  errors: ['notFound', 'conflict', 'customerSuspended'],
});

export const deleteDomain = defineOperation({
  tag: 'domains',
  origin: 'extension',
  area: 'provisioning',
  summary: 'Delete a domain without users',
  kind: 'mutation',
  method: 'POST',
  path: '/domains/{domainId}/delete',
  aliases: [{ method: 'DELETE', path: '/domains/{domainId}' }],
  scope: 'domains:write',
  params: z.strictObject({ domainId: id('domain') }),
  output: { shape: 'none', schema: z.null() },
  status: 204,
  errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended', 'reservedToParent'],
});
