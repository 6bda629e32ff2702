import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields } from './common.ts';

export const roundingMode = z.enum(['up', 'halfUp', 'down']);

/** When calls that begin are priced off-peak, by what the clocks of the zone show. */
export const OffPeak = f.schedule.meta({ id: 'OffPeak' });
export type OffPeak = z.output<typeof OffPeak>;

/** A priced list of rates that its owner, the seller, charges its direct children by. */
export const Tariffplan = z
  .strictObject({
    ...commonFields('tariffplan'),
    customerId: f.id('customer').meta({ description: 'The seller' }),
    relation: z
      .enum(['owned', 'assigned'])
      .meta({ description: 'As seen from the customer whose list it is' }),
    name: f.safeText(200),
    currency: f.currency,
    roundingMode,
    roundingDecimals: f.integer(0, 6),
    offPeak: OffPeak.nullable(),
    minMarginPercent: f.percentBelow100.nullable().optional().meta({
      description:
        'Rates are refused that leave the seller less than this part of its price, after what its own parent charges it. Null: nothing is refused. Not shown to whom the plan is assigned',
    }),
    validFrom: f.timestamp,
    validTo: f.timestamp.nullable(),
  })
  .meta({ id: 'Tariffplan' });
export type Tariffplan = z.input<typeof Tariffplan>;

const writable = Tariffplan.pick({
  externalId: true,
  name: true,
  roundingMode: true,
  roundingDecimals: true,
  offPeak: true,
  minMarginPercent: true,
  validFrom: true,
  validTo: true,
});

/** Without currency: the owner's. */
export const TariffplanCreate = writable
  .partial()
  .extend({ customerId: f.id('customer'), name: writable.shape.name, currency: f.currency.optional() })
  .meta({ id: 'TariffplanCreate' });

export const TariffplanUpdate = writable.partial().meta({ id: 'TariffplanUpdate' });

export const rateDirection = z.enum(['outbound', 'inbound']);

/** The price of one prefix in one direction while it is valid: from validFrom (inclusive) to validTo (exclusive). */
export const Rate = z
  .strictObject({
    id: f.id('rate'),
    tariffplanId: f.id('tariffplan'),
    prefix: f.prefix,
    name: f.safeText(200),
    country: f.country.nullable(),
    direction: rateDirection,
    connectionFee: f.price,
    pricePerMinute: f.price,
    offPeakPricePerMinute: f.price.nullable().meta({
      description: 'For calls that begin in the off-peak times of the plan; null: as pricePerMinute',
    }),
    initialSeconds: f.integer(0, 86_400),
    incrementSeconds: f.integer(1, 86_400),
    graceSeconds: f
      .integer(0, 86_400)
      .meta({ description: 'Answered calls of at most this many seconds are free, fee included' }),
    minimumCharge: f.price,
    blocked: z.boolean(),
    validFrom: f.timestamp,
    validTo: f.timestamp.nullable(),
    version: f.integer(1, 2_147_483_647),
    createdAt: f.timestamp,
    updatedAt: f.timestamp,
  })
  .meta({ id: 'Rate' });
export type Rate = z.input<typeof Rate>;

const rateWritable = Rate.omit({
  id: true,
  tariffplanId: true,
  version: true,
  createdAt: true,
  updatedAt: true,
});

/** Defaults: outbound, no fee, no off-peak price, 1/1 seconds, no grace, no minimum, not blocked, valid from now without end. */
export const RateCreate = rateWritable
  .partial()
  .extend({
    prefix: rateWritable.shape.prefix,
    name: rateWritable.shape.name,
    pricePerMinute: rateWritable.shape.pricePerMinute,
  })
  .meta({ id: 'RateCreate' });

/** Of a rate that has begun only name, country and a validTo in the future can change: prices of the past stay. */
export const RateUpdate = rateWritable
  .omit({ prefix: true, direction: true })
  .partial()
  .meta({ id: 'RateUpdate' });

const count = f.integer(0, 1_000_000);

/** What an import did; nothing is written unless every line is right. */
export const RateImport = z
  .strictObject({
    tariffplanId: f.id('tariffplan'),
    added: count.meta({ description: 'Lines of a prefix and direction that had no rate when they begin' }),
    changed: count.meta({ description: 'Lines that ended the rate of their prefix and direction' }),
    ended: count.meta({ description: 'Rates that the file does not name, ended by endMissingAt' }),
    unchanged: count.meta({ description: 'Lines that say what was valid already' }),
  })
  .meta({ id: 'RateImport' });
export type RateImport = z.input<typeof RateImport>;

/** What of a rate a price is made of. */
export const RateTerms = Rate.pick({
  connectionFee: true,
  pricePerMinute: true,
  offPeakPricePerMinute: true,
  initialSeconds: true,
  incrementSeconds: true,
  graceSeconds: true,
  minimumCharge: true,
  blocked: true,
}).meta({ id: 'RateTerms' });
export type RateTerms = z.input<typeof RateTerms>;

const line = f.integer(1, 1_000_000).meta({ description: 'Of the file, the header being line 1' });

/** What an import would change at one prefix and direction. */
export const RateChange = z
  .strictObject({
    line: line.nullable().meta({ description: 'Null for a rate that the file does not name' }),
    rateId: f.id('rate').nullable().meta({ description: 'The rate that ends' }),
    prefix: f.prefix,
    direction: rateDirection,
    name: f.safeText(200),
    at: f.timestamp.meta({ description: 'When it takes effect' }),
    validTo: f.timestamp.nullable(),
    before: RateTerms.nullable(),
    after: RateTerms.nullable(),
  })
  .meta({ id: 'RateChange' });
export type RateChange = z.input<typeof RateChange>;

const windowName = z.enum(['peak', 'offPeak']);

/** A call of 60 s that a line sells for less than the seller pays for it, minMarginPercent included. */
export const UnderCost = z
  .strictObject({
    line,
    direction: rateDirection,
    prefix: f.prefix.meta({
      description: 'Of which numbers: the longest prefix of both decks that shows it',
    }),
    at: f.timestamp.meta({ description: 'From when on' }),
    window: windowName,
    price: z.string().meta({ description: 'What 60 s are sold for, to 8 decimals' }),
    cost: z.string().meta({ description: 'What the seller pays for them' }),
    costRateId: f.id('rate'),
    costWindow: windowName,
  })
  .meta({ id: 'UnderCost' });
export type UnderCost = z.input<typeof UnderCost>;

const shownMax = 1_000;
const someOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ count, items: z.array(item).max(shownMax) });

/** What an import would do; of each list the first. */
export const RatePreview = z
  .strictObject({
    tariffplanId: f.id('tariffplan'),
    accepted: z.boolean().meta({ description: 'Whether the import would be made' }),
    added: someOf(RateChange),
    changed: someOf(RateChange),
    ended: someOf(RateChange),
    unchanged: count,
    comparedWithCost: z.enum(['compared', 'noCostPlan', 'otherCurrency']).meta({
      description: 'Whether the seller is charged by a plan in the same currency',
    }),
    underCost: someOf(UnderCost).meta({
      description: 'count: lines. The import is refused for them only if the plan has a minMarginPercent',
    }),
    errors: someOf(z.strictObject({ line, field: z.string(), code: z.string(), detail: z.string() })).meta({
      description: 'count: lines. What is told of the others leaves them out',
    }),
  })
  .meta({ id: 'RatePreview' });
export type RatePreview = z.input<typeof RatePreview>;
