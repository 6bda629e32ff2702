import { z } from 'zod';
import { id } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { User, UserCreate, UserUpdate, userListQuery } from '../resources/user.ts';

const base = {
  tag: 'users',
  origin: 'api',
  area: 'provisioning',
  output: { shape: 'one', schema: User },
} as const;
const userId = z.strictObject({ userId: id('user') });

export const getUsers = defineOperation({
  tag: 'users',
  origin: 'extension',
  area: 'provisioning',
  summary: 'List the users of the acting customer and of all below it',
  kind: 'query',
  method: 'GET',
  path: '/users',
  scope: 'users:read',
  query: userListQuery,
  output: { shape: 'list', schema: User },
  status: 200,
  errors: ['validation'],
});

export const getUser = defineOperation({
  ...base,
  summary: 'Get one user',
  kind: 'query',
  method: 'GET',
  path: '/users/{userId}',
  scope: 'users:read',
  params: userId,
  status: 200,
  errors: ['notFound'],
});

export const createUser = defineOperation({
  ...base,
  summary: 'Create a user of a customer',
  kind: 'mutation',
  method: 'POST',
  path: '/users',
  scope: 'users:write',
  body: UserCreate,
  status: 201,
  location: '/users/{id}',
  errors: ['notFound', 'validation', 'inUse', 'conflict', 'customerSuspended'],
  example: {
    body: { customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr', username: 'desk-101', password: 'uFz7-kQ2m-Rt9x' },
  },
});

export const updateUser = defineOperation({
  ...base,
  summary: 'Change a user',
  kind: 'mutation',
  method: 'POST',
  path: '/users/{userId}',
  aliases: [{ method: 'PATCH', path: '/users/{userId}' }],
  scope: 'users:write',
  params: userId,
  body: UserUpdate,
  status: 200,
  errors: ['notFound', 'validation', 'inUse', 'staleVersion', 'customerSuspended'],
  example: { body: { displayName: 'Front desk' } },
});

export const deleteUser = defineOperation({
  tag: 'users',
  origin: 'extension',
  area: 'provisioning',
  summary: 'Delete a user that nothing leads to and that owns nothing',
  kind: 'mutation',
  method: 'POST',
  path: '/users/{userId}/delete',
  aliases: [{ method: 'DELETE', path: '/users/{userId}' }],
  scope: 'users:write',
  params: z.strictObject({ userId: id('user') }),
  output: { shape: 'none', schema: z.null() },
  status: 204,
  errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended', 'reservedToParent'],
});
