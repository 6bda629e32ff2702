import { z } from 'zod';
import { id } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { pageQuery } from '../resources/common.ts';
import { Rerating, ReratingCreate, reratingStatus } from '../resources/rerating.ts';

const base = { tag: 'tariffplans', area: 'tariffs', origin: 'extension' } as const;
const reratingId = z.strictObject({ reratingId: id('rerating') });

export const rerateCallRecords = defineOperation({
  ...base,
  summary: 'Price calls again, at the level of one seller',
  description:
    'Answers 202; a worker does it. What the seller charges its direct children is priced by the rates as they are now; no other level is touched. Each changed charge is a new revision, and the old ones stay: orders of records that are under way keep them, later ones get the new. The owners of consumers that want it are told by `call_record.revised`.',
  kind: 'mutation',
  method: 'POST',
  path: '/reratings',
  scope: 'tariffplans:write',
  body: ReratingCreate,
  output: { shape: 'one', schema: Rerating },
  status: 202,
  location: '/reratings/{id}',
  errors: ['notFound', 'validation', 'customerSuspended'],
  example: {
    body: {
      customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr',
      from: '2026-11-01T00:00:00Z',
      to: '2026-12-01T00:00:00Z',
      dryRun: true,
    },
  },
});

export const getReratings = defineOperation({
  ...base,
  summary: 'List the re-ratings of the scope, newest first',
  kind: 'query',
  method: 'GET',
  path: '/reratings',
  scope: 'tariffplans:read',
  query: z.strictObject({
    ...pageQuery,
    status: reratingStatus.optional(),
    customerId: id('customer').optional().meta({ description: 'Only those of this seller' }),
  }),
  output: { shape: 'list', schema: Rerating },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getRerating = defineOperation({
  ...base,
  summary: 'Get one re-rating and how far it has come',
  kind: 'query',
  method: 'GET',
  path: '/reratings/{reratingId}',
  scope: 'tariffplans:read',
  params: reratingId,
  output: { shape: 'one', schema: Rerating },
  status: 200,
  errors: ['notFound'],
});

export const cancelRerating = defineOperation({
  ...base,
  summary: 'End a re-rating where it is: what it has changed so far stays',
  kind: 'mutation',
  method: 'POST',
  path: '/reratings/{reratingId}/cancel',
  scope: 'tariffplans:write',
  params: reratingId,
  output: { shape: 'one', schema: Rerating },
  status: 200,
  errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended'],
});
