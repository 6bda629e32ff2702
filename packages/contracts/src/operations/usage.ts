import { z } from 'zod';
import { id, queryInteger, timestamp, timeZone } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { Usage, usageGroupBy, usageStep } from '../resources/usage.ts';

const base = {
  tag: 'usage',
  origin: 'extension',
  area: 'records',
  kind: 'query',
  method: 'GET',
  scope: 'usage:read',
  output: { shape: 'one', schema: Usage },
  status: 200,
  errors: ['notFound', 'validation'],
  example: { query: { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z', step: 'day' } },
} as const;

const query = z.strictObject({
  from: timestamp.meta({ description: 'Inclusive; a whole hour' }),
  to: timestamp.optional().meta({
    description:
      'Exclusive; a whole hour, at most 366 days after from (31 by the hour). The end of this hour where it is left out',
  }),
  step: usageStep.optional().meta({ description: 'One row for each; left out: one for the whole period' }),
  groupBy: usageGroupBy.optional().meta({
    description: 'country and customer cannot go with step; customer: the direct customers of the caller',
  }),
  top: queryInteger(1, 1000).optional().meta({ description: 'How many countries or customers at most; 50' }),
  timeZone: timeZone
    .optional()
    .meta({ description: "In which days and months begin; the customer's where it is left out" }),
});

export const getUsage = defineOperation({
  ...base,
  summary: "Add up the caller's own usage: calls, minutes, cost, revenue and margin",
  path: '/usage',
  query,
});

export const getCustomerUsage = defineOperation({
  ...base,
  summary: "Add up a customer's usage, its subtree included, at the caller's own level",
  description:
    'cost and revenue are always those of the caller: of a direct customer, what the caller charged it and was charged for its calls. Of customers further below there are no amounts.',
  path: '/customers/{customerId}/usage',
  params: z.strictObject({ customerId: id('customer') }),
  query,
});
