import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields, ownerCreateFields, ownerFields } from './common.ts';

export const limitType = z.enum([
  'concurrentCalls',
  'callsPerSecond',
  'callDuration',
  'minutes',
  'spend',
  'pricePerMinute',
  'callAttempts',
  'distinctNumbers',
]);

/** An abuse limit. Every limit on the path to the root applies; the tightest wins. */
export const Limit = z
  .strictObject({
    ...commonFields('limit'),
    ...ownerFields,
    setBy: f
      .id('customer')
      .meta({ description: 'Who set it: only this customer or one above may change it' }),
    type: limitType,
    direction: z.enum(['outbound', 'inbound']).nullable().meta({ description: 'null: both' }),
    threshold: f.money.meta({
      description:
        'Calls, calls/s, seconds of callDuration, minutes, attempts or numbers: whole. spend and pricePerMinute: an amount in the currency of the customer',
    }),
    warnPercent: z.array(f.integer(1, 99)).max(5),
    countries: z
      .array(f.country)
      .max(250)
      .meta({ description: 'Only calls to these or to the prefixes; both empty: all' }),
    prefixes: z
      .array(f.prefix)
      .max(200)
      .meta({ description: 'Only calls to these or to the countries; both empty: all' }),
    period: z.enum(['hour', 'day', 'month', 'none']),
    window: z.enum(['calendar', 'rolling']),
    timeZone: f.timeZone.nullable().meta({ description: "Of calendar windows; null: the customer's" }),
    action: z.enum(['notify', 'block', 'terminate']),
    notifyEmails: z.array(f.email).max(10).meta({
      description:
        'Get a mail at each warning and at the threshold, where the installation sends mail (SMTP_URL)',
    }),
    consumerId: f.id('consumer').nullable().meta({ description: 'Gets the warnings and triggers' }),
    enabled: z.boolean(),
    currentValue: f.money.nullable().meta({
      description:
        'What has come together in the window, in the unit of the threshold; of concurrentCalls the answered calls that the SIP engine has under way; null where nothing is counted, and until a new or changed limit is counted',
    }),
    windowStartedAt: f.timestamp.nullable(),
    resetsAt: f.timestamp
      .nullable()
      .meta({ description: 'When a calendar window ends; null of a rolling one' }),
    triggeredAt: f.timestamp
      .nullable()
      .meta({ description: 'Since when the threshold is reached in this window' }),
  })
  .meta({ id: 'Limit' });
export type Limit = z.input<typeof Limit>;

const writable = Limit.omit({
  id: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  customerId: true,
  userId: true,
  setBy: true,
  currentValue: true,
  windowStartedAt: true,
  resetsAt: true,
  triggeredAt: true,
});

/** Defaults: both directions, all numbers, calendar windows, block, enabled; period day where the type counts over time. */
export const LimitCreate = writable
  .partial()
  .extend({ ...ownerCreateFields, type: limitType, threshold: writable.shape.threshold })
  .meta({ id: 'LimitCreate' });

/** The type stays; a limit of another type is another limit. */
export const LimitUpdate = writable.omit({ type: true }).partial().meta({ id: 'LimitUpdate' });
