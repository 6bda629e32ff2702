import { z } from 'zod';
import { e164, id, ipAddress, queryInteger, safeText, timestamp } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { CallSimulation } from '../resources/call-simulation.ts';

const TALK_SECONDS_MAX = 86_400;

export const simulateCall = defineOperation({
  tag: 'users',
  origin: 'extension',
  area: 'provisioning',
  summary: 'See what would become of a call of a user, and why',
  description:
    "The SIP engine's own decision, made without a call: every rule that was asked with its answer, where the call would go, and the price at the caller's level (null for keys without tariffplans:read). Nothing is written. What is counted at the very moment of a call, as calls at once, is told as ceilings.",
  kind: 'query',
  method: 'GET',
  path: '/users/{userId}/simulation',
  scope: 'users:read',
  params: z.strictObject({ userId: id('user') }),
  query: z.strictObject({
    number: safeText(128).meta({ description: 'As the user dials it, or the name of another user' }),
    sourceIp: ipAddress.meta({ description: 'Where the call comes from' }),
    startedAt: timestamp.optional().meta({ description: 'When; now' }),
    callerId: e164.optional().meta({ description: 'The caller id that the phone gives' }),
    talkSeconds: queryInteger(0, TALK_SECONDS_MAX)
      .optional()
      .meta({ description: 'How long they talk, for the price; 60' }),
  }),
  output: { shape: 'one', schema: CallSimulation },
  status: 200,
  errors: ['notFound', 'validation'],
  example: { query: { number: '0201234567', sourceIp: '198.51.100.7' } },
});
