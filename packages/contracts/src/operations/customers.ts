import { z } from 'zod';
import { id, safeText } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { pageQuery } from '../resources/common.ts';
import {
  Customer,
  CustomerCreate,
  CustomerLogo,
  CustomerUpdate,
  customerKind,
  customerStatus,
} from '../resources/customer.ts';
import { User, userListQuery } from '../resources/user.ts';

const base = { tag: 'customers', origin: 'api', area: 'provisioning' } as const;
const customerId = z.strictObject({ customerId: id('customer') });

const listQuery = z.strictObject({
  ...pageQuery,
  sort: z.enum(['name', '-name', 'createdAt', '-createdAt']).optional(),
  kind: customerKind.optional(),
  status: customerStatus.optional(),
  externalId: safeText(128).optional(),
  search: safeText(100).optional().meta({
    description: 'Part of the name, whatever its case; one or two letters: what a word of it begins with',
  }),
});

export const getCustomers = defineOperation({
  ...base,
  summary: 'List the acting customer and all below it',
  kind: 'query',
  method: 'GET',
  path: '/customers',
  scope: 'customers:read',
  query: listQuery,
  output: { shape: 'list', schema: Customer },
  status: 200,
  errors: ['validation'],
});

export const getCustomer = defineOperation({
  ...base,
  summary: 'Get one customer',
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}',
  scope: 'customers:read',
  params: customerId,
  output: { shape: 'one', schema: Customer },
  status: 200,
  errors: ['notFound'],
});

export const createCustomer = defineOperation({
  ...base,
  summary: 'Create a customer under one of the scope',
  kind: 'mutation',
  method: 'POST',
  path: '/customers',
  scope: 'customers:write',
  body: CustomerCreate,
  output: { shape: 'one', schema: Customer },
  status: 201,
  location: '/customers/{id}',
  errors: ['notFound', 'validation', 'inUse', 'customerSuspended'],
  example: {
    body: {
      parentId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr',
      name: 'Bakery Jansen',
      kind: 'end',
      externalId: 'A-1001',
    },
  },
});

export const updateCustomer = defineOperation({
  ...base,
  summary: 'Change a customer, or move it to another parent',
  description:
    'On its own node a customer writes only name, contact, branding, timeZone, locale, metadata, defaultCallerId and lowBalanceThreshold. A move clears tariffplanId unless a plan of the new parent is given, and never rewrites history.',
  kind: 'mutation',
  method: 'POST',
  path: '/customers/{customerId}',
  aliases: [{ method: 'PATCH', path: '/customers/{customerId}' }],
  scope: 'customers:write',
  params: customerId,
  body: CustomerUpdate,
  output: { shape: 'one', schema: Customer },
  status: 200,
  errors: [
    'notFound',
    'validation',
    'conflict',
    'inUse',
    'staleVersion',
    'reservedToParent',
    'customerSuspended',
  ],
  example: { body: { name: 'Bakery Jansen & Sons' } },
});

export const getCustomerCustomers = defineOperation({
  ...base,
  summary: "List a customer's direct children",
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/customers',
  scope: 'customers:read',
  params: customerId,
  query: listQuery,
  output: { shape: 'list', schema: Customer },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getCustomerUsers = defineOperation({
  ...base,
  tag: 'users',
  summary: "List a customer's users",
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/users',
  scope: 'users:read',
  params: customerId,
  query: userListQuery,
  output: { shape: 'list', schema: User },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const setCustomerLogo = defineOperation({
  tag: 'customers',
  origin: 'extension',
  area: 'provisioning',
  summary: 'Store the logo that the console shows to a customer and everything below it',
  description:
    'The image is served from the address of this installation, to everybody: branding.logoUrl of the reply leads to it. SVG is refused, as it can hold script.',
  kind: 'mutation',
  method: 'POST',
  path: '/customers/{customerId}/logo',
  scope: 'customers:write',
  params: customerId,
  body: CustomerLogo,
  output: { shape: 'one', schema: Customer },
  status: 200,
  errors: ['notFound', 'validation', 'conflict', 'staleVersion', 'customerSuspended'],
  example: {
    body: {
      image:
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    },
  },
});

export const deleteCustomer = defineOperation({
  tag: 'customers',
  origin: 'extension',
  area: 'provisioning',
  summary: 'Delete a customer that is terminated, childless and without records or ledger entries',
  kind: 'mutation',
  method: 'POST',
  path: '/customers/{customerId}/delete',
  aliases: [{ method: 'DELETE', path: '/customers/{customerId}' }],
  scope: 'customers:write',
  params: z.strictObject({ customerId: id('customer') }),
  output: { shape: 'none', schema: z.null() },
  status: 204,
  errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended', 'reservedToParent'],
});
