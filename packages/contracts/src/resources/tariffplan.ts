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

/** What an import did; nothing is written unless every line is right. */
export const RateImport = z
  .strictObject({
    tariffplanId: f.id('tariffplan'),
    added: f.integer(0, 1_000_000),
    ended: f
      .integer(0, 1_000_000)
      .meta({ description: 'Rates that a new one of the same prefix and direction replaced' }),
    unchanged: f.integer(0, 1_000_000),
  })
  .meta({ id: 'RateImport' });
export type RateImport = z.input<typeof RateImport>;
