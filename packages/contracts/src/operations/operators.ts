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
  summary: 'Let a person sign in for a customer',
  kind: 'mutation',
  method: 'POST',
  path: '/operators',
  scope: 'operators:write',
  body: OperatorCreate,
  output: { shape: 'one', schema: Operator },
  status: 201,
  location: '/operators/{id}',
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
