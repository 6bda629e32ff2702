import { z } from 'zod';
import { id, queryInteger } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { ATTENTION_TOP_MAX, Attention } from '../resources/attention.ts';

export const getAttention = defineOperation({
  tag: 'customers',
  origin: 'extension',
  area: 'provisioning',
  summary: 'See what needs attention at a customer and everything below it',
  description:
    'Balances that are low or used up, limits near or over their threshold, consumers that fail or were disabled, destinations that do not answer, requests that failed (in 30 days) or are held, records in quarantine, calls of 7 days without a price, domains that wait for their proof, and API keys that end within 14 days. Of each kind only who may read its resource is told. Nothing of the levels above is told.',
  kind: 'query',
  method: 'GET',
  path: '/attention',
  scope: 'customers:read',
  query: z.strictObject({
    customerId: id('customer').optional().meta({ description: "The caller's own where it is left out" }),
    top: queryInteger(1, ATTENTION_TOP_MAX)
      .optional()
      .meta({ description: 'How many of each kind at most; 5' }),
  }),
  output: { shape: 'one', schema: Attention },
  status: 200,
  errors: ['notFound', 'validation'],
});
