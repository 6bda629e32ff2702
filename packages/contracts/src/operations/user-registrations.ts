import { z } from 'zod';
import { id } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { UserRegistrations } from '../resources/user-registrations.ts';

export const getUserRegistrations = defineOperation({
  tag: 'users',
  origin: 'extension',
  area: 'provisioning',
  summary: 'See which phones of a user are registered with the SIP engine',
  kind: 'query',
  method: 'GET',
  path: '/users/{userId}/registrations',
  scope: 'users:read',
  params: z.strictObject({ userId: id('user') }),
  output: { shape: 'one', schema: UserRegistrations },
  status: 200,
  errors: ['notFound'],
});
