import { z } from 'zod';
import * as f from '../fields/index.ts';
import { rateDirection } from './tariffplan.ts';

export const reratingStatus = z.enum(['queued', 'processing', 'completed', 'failed', 'cancelled']);
const count = f.integer(0, Number.MAX_SAFE_INTEGER);
const dialledPrefix = z
  .string()
  .regex(/^\+?[1-9][0-9]{0,14}$/, 'must be the beginning of a number, like +3120')
  .meta({ examples: ['+3120'] });

const orderFields = {
  customerId: f
    .id('customer')
    .meta({ description: 'The seller: what it charges its direct children is priced again' }),
  childId: f.id('customer').nullable().meta({ description: 'Only what this child was charged' }),
  from: f.timestamp.nullable().meta({ description: 'Calls that started then or later' }),
  to: f.timestamp.nullable().meta({ description: 'Calls that started before' }),
  direction: rateDirection
    .nullable()
    .meta({ description: 'Only calls that are priced by rates of this direction' }),
  toNumber: dialledPrefix.nullable().meta({ description: 'Only calls to numbers that begin so' }),
  only: z.enum(['all', 'unrated']).meta({ description: 'unrated: only calls that have no price yet' }),
  plan: z.enum(['asAccepted', 'present']).meta({
    description:
      'By which plan: the one that was asked when the call was accepted (the present one where there was none), or the one that the child is charged by now',
  }),
  dryRun: z.boolean().meta({ description: 'Nothing is changed: only the difference is told' }),
};

/** Calls priced again at the level of one seller. Each changed charge gets a new revision; the old one is kept. */
export const Rerating = z
  .strictObject({
    id: f.id('rerating'),
    ...orderFields,
    origin: z.enum(['ordered', 'automatic']).meta({
      description: 'automatic: a rate was added, or a plan assigned, that may price calls that had no price',
    }),
    tariffplanId: f
      .id('tariffplan')
      .nullable()
      .meta({ description: 'Of an automatic one: the plan that has new rates' }),
    status: reratingStatus,
    expectedCount: count.nullable().meta({ description: 'Records to be examined, once it is known' }),
    examined: count.meta({ description: 'Records examined so far' }),
    changed: count.meta({ description: 'Records whose price is another one now' }),
    withoutRate: count.meta({
      description: 'Records that keep their price, as nothing would price them any more',
    }),
    differences: z
      .array(
        z.strictObject({
          currency: f.currency,
          before: z.string(),
          after: z.string(),
          difference: z.string().meta({ description: 'after − before' }),
        }),
      )
      .meta({ description: 'Sums over the changed records, by currency' }),
    lastError: z.string().nullable(),
    completedAt: f.timestamp.nullable(),
    version: f.integer(1, 2_147_483_647),
    createdAt: f.timestamp,
    updatedAt: f.timestamp,
  })
  .meta({ id: 'Rerating' });
export type Rerating = z.input<typeof Rerating>;

/** At most 366 days. Left out: all children, both directions, all numbers, all records, asAccepted, no dry run. */
export const ReratingCreate = z
  .strictObject({
    customerId: orderFields.customerId,
    from: f.timestamp,
    to: f.timestamp,
    childId: orderFields.childId.optional(),
    direction: orderFields.direction.optional(),
    toNumber: orderFields.toNumber.optional(),
    only: orderFields.only.optional(),
    plan: orderFields.plan.optional(),
    dryRun: orderFields.dryRun.optional(),
  })
  .meta({ id: 'ReratingCreate' });
