import { z } from 'zod';
import * as f from '../fields/index.ts';
import { ratingStatus } from './call-record.ts';
import { OffPeak, Rate, RateTerms, roundingMode } from './tariffplan.ts';

const seconds = f.integer(0, Number.MAX_SAFE_INTEGER);
const decimal = z.string();

/** The price of a record at one level, and how it came about. */
export const PriceExplanation = z
  .strictObject({
    ratingStatus: ratingStatus.meta({ description: 'Of this price alone' }),
    reason: z.string().meta({ description: 'In words: why this price, or why none' }),
    amount: f.money.nullable(),
    currency: f.currency,
    billedSeconds: seconds.nullable(),
    tariffplan: z
      .strictObject({
        id: f.id('tariffplan'),
        name: f.safeText(200),
        roundingMode,
        roundingDecimals: f.integer(0, 6),
        offPeak: OffPeak.nullable(),
        validFrom: f.timestamp,
        validTo: f.timestamp.nullable(),
      })
      .nullable()
      .meta({ description: 'The plan that was asked, with the terms that counted' }),
    rate: RateTerms.extend({
      id: f.id('rate'),
      prefix: f.prefix,
      name: f.safeText(200),
      direction: Rate.shape.direction,
      validFrom: f.timestamp,
      validTo: f.timestamp.nullable(),
    })
      .nullable()
      .meta({ description: 'The rate that was found' }),
    window: z
      .strictObject({
        name: z.enum(['peak', 'offPeak']),
        timeZone: f.timeZone.nullable(),
        localTime: z
          .string()
          .nullable()
          .meta({ description: 'What the clocks of the zone showed when the call began' }),
        reason: z.string(),
      })
      .nullable(),
    arithmetic: z
      .strictObject({
        talkMs: seconds,
        talkSeconds: seconds.meta({ description: 'talkMs in seconds, rounded up' }),
        billedSeconds: seconds,
        connectionFee: decimal,
        pricePerMinute: decimal.meta({ description: 'Of the window' }),
        sumTimes60: decimal.meta({
          description: '60 · connectionFee + billedSeconds · pricePerMinute, exactly',
        }),
        minimumCharge: decimal,
        minimumApplies: z.boolean(),
        isFree: z.boolean().meta({ description: 'At most graceSeconds of talk' }),
        unrounded: decimal.meta({
          description: 'To 14 decimals, with … where more follow; rounding begins with the exact value',
        }),
        amount: decimal,
      })
      .nullable(),
    formula: z.array(z.string()).meta({ description: 'The same as text, step by step' }),
    agrees: z.boolean().meta({ description: 'Whether it gives what is stored' }),
  })
  .meta({ id: 'PriceExplanation' });
export type PriceExplanation = z.input<typeof PriceExplanation>;

/** How the charge of a record at the reader's own level came about. */
export const CallRecordExplanation = z
  .strictObject({
    callRecordId: f.id('callRecord'),
    customerId: f.id('customer').meta({ description: 'Whose charge it is: the reader' }),
    revision: f.integer(1, 2_147_483_647),
    revisions: z
      .array(z.strictObject({ revision: f.integer(1, 2_147_483_647), ratedAt: f.timestamp }))
      .meta({ description: 'All of them, the newest first' }),
    ratingStatus,
    direction: Rate.shape.direction
      .nullable()
      .meta({ description: 'Of the rates that price it; null: free by rule' }),
    number: f.e164.nullable().meta({ description: 'The called number, which the prefixes are matched with' }),
    startedAt: f.timestamp,
    cost: PriceExplanation.nullable().meta({ description: 'Null: nobody charges the reader for it' }),
    revenue: PriceExplanation.nullable().meta({ description: 'Null: the reader charges nobody for it' }),
  })
  .meta({ id: 'CallRecordExplanation' });
export type CallRecordExplanation = z.input<typeof CallRecordExplanation>;
