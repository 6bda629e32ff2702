import { z } from 'zod';
import * as f from '../fields/index.ts';

export const usageStep = z.enum(['hour', 'day', 'month']);
export const usageGroupBy = z.enum(['direction', 'country', 'customer']);

const count = f.integer(0, Number.MAX_SAFE_INTEGER);

/** Amounts of one side, added up by currency: there is no conversion. */
const amounts = z.array(
  z.strictObject({
    amount: f.signedMoney,
    currency: f.currency,
    billedSeconds: count
      .nullable()
      .meta({ description: 'The seconds that were priced, where they are known' }),
  }),
);

const figures = {
  calls: count.meta({ description: 'Records, b-legs aside' }),
  seizures: count.meta({ description: 'Calls that were not blocked' }),
  answered: count,
  unratedCalls: count.meta({ description: 'Calls that have no price at this level (yet)' }),
  talkSeconds: count,
  cost: amounts.meta({ description: 'What the parent charged the reader' }),
  revenue: amounts.meta({ description: 'What the reader charged its direct customers' }),
  margin: z
    .strictObject({ amount: f.signedMoney, currency: f.currency, percent: z.number().nullable() })
    .nullable()
    .meta({
      description: 'revenue - cost, where both are of one and the same currency; percent of the revenue',
    }),
};

/** The usage of a customer, added up from the hours in which its calls started. */
export const Usage = z
  .strictObject({
    customerId: f.id('customer'),
    from: f.timestamp,
    to: f.timestamp,
    timeZone: f.timeZone.meta({ description: 'In which days and months begin' }),
    total: z.strictObject(figures),
    rows: z
      .array(
        z.strictObject({
          from: f.timestamp,
          to: f.timestamp,
          direction: z.enum(['outbound', 'inbound', 'internal', 'forwarded']).nullable(),
          country: f.country.nullable(),
          customerId: f.id('customer').nullable(),
          ...figures,
        }),
      )
      .max(10_000)
      .meta({ description: 'By step, or the most calls first; what has no calls is left out' }),
  })
  .meta({ id: 'Usage' });
export type Usage = z.input<typeof Usage>;
export type UsageRow = Usage['rows'][number];
