import { z } from 'zod';
import { id } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { pageQuery } from '../resources/common.ts';
import { Operator, OperatorCreate, OperatorUpdate } from '../resources/operator.ts';

const base = { tag: 'operators', origin: 'extension', area: 'access' } as const;
const operatorId = z.strictObject({ operatorId: id('operator') });

export const getCustomerOperators = defineOperation({
  ...base,
  summary: 'List the people who sign in for a customer',
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/operators',
  scope: 'operators:read',
  params: z.strictObject({ customerId: id('customer') }),
  query: z.strictObject(pageQuery),
  output: { shape: 'list', schema: Operator },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getOperator = defineOperation({
  ...base,
  summary: 'Get one operator',
  kind: 'query',
  method: 'GET',
  path: '/operators/{operatorId}',
  scope: 'operators:read',
  params: operatorId,
  output: { shape: 'one', schema: Operator },
  status: 200,
  errors: ['notFound'],
});

export const createOperator = defineOperation({
  ...base,
  summary:
    'Let a person sign in for a customer; without a password the reply holds an invitation, shown once',
  kind: 'mutation',
  method: 'POST',
  path: '/operators',
  scope: 'operators:write',
  body: OperatorCreate,
  output: { shape: 'one', schema: Operator },
  status: 201,
  location: '/operators/{id}',
  secretReply: true,
  errors: ['notFound', 'validation', 'inUse', 'customerSuspended'],
  example: {
    body: {
      customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr',
      email: 'ann@example.com',
      name: 'Ann',
      role: 'manager',
      password: 'a sentence that only Ann knows',
    },
  },
});

export const updateOperator = defineOperation({
  ...base,
  summary: 'Change an operator; a new password, a new role or disabling ends the sessions',
  kind: 'mutation',
  method: 'POST',
  path: '/operators/{operatorId}',
  aliases: [{ method: 'PATCH', path: '/operators/{operatorId}' }],
  scope: 'operators:write',
  params: operatorId,
  body: OperatorUpdate,
  output: { shape: 'one', schema: Operator },
  status: 200,
  errors: ['notFound', 'validation', 'conflict', 'staleVersion', 'customerSuspended'],
  example: { body: { role: 'viewer' } },
});

export const createPasswordLink = defineOperation({
  ...base,
  summary: 'Make a link by which an operator sets a new password; it is shown in this reply only',
  description:
    'The link works once, and for 24 hours (seven days for who has no password yet). It takes the place of one made before. Setting the password ends every session of the operator; an authenticator stays switched on.',
  kind: 'mutation',
  method: 'POST',
  path: '/operators/{operatorId}/password-link',
  scope: 'operators:write',
  params: operatorId,
  output: { shape: 'one', schema: Operator },
  status: 200,
  secretReply: true,
  errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended'],
});

export const disableOperatorTotp = defineOperation({
  ...base,
  summary: 'Switch the authenticator of an operator off, as for one who has lost it',
  description: 'Its recovery codes are void, and its sessions end. The password alone signs in from then on.',
  kind: 'mutation',
  method: 'POST',
  path: '/operators/{operatorId}/disable-totp',
  scope: 'operators:write',
  params: operatorId,
  output: { shape: 'one', schema: Operator },
  status: 200,
  errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended'],
});

export const endOperatorSessions = defineOperation({
  ...base,
  summary: 'End every session of an operator',
  kind: 'mutation',
  method: 'POST',
  path: '/operators/{operatorId}/end-sessions',
  scope: 'operators:write',
  params: operatorId,
  output: { shape: 'one', schema: Operator },
  status: 200,
  errors: ['notFound', 'staleVersion', 'customerSuspended'],
});
