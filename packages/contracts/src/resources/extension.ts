import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields, ownerCreateFields, ownerFields } from './common.ts';

const emergencyAddress = z.strictObject({
  street: f.safeText(200),
  houseNumber: f.safeText(20),
  postalCode: f.safeText(20),
  city: f.safeText(100),
  country: f.country,
});

/** A number: inbound (one number or a range, to a target) or outbound (a dial pattern and how it is treated). */
export const Extension = z
  .strictObject({
    ...commonFields('extension'),
    ...ownerFields,
    direction: z.enum(['inbound', 'outbound']),
    status: z.enum(['active', 'inactive']),
    number: f.e164.nullable().meta({ description: 'Inbound: the one number' }),
    rangeStart: f.e164.nullable().meta({ description: 'Inbound: the first of a range' }),
    rangeEnd: f.e164.nullable().meta({ description: 'Inbound: the last of it' }),
    targetId: f
      .idOf('user', 'destination', 'forward')
      .nullable()
      .meta({ description: 'Inbound: where calls to it go' }),
    ringSeconds: f.integer(5, 600).nullable(),
    maxCalls: f.integer(0, 100_000).nullable(),
    dialPattern: f.dialPattern.nullable().meta({ description: 'Outbound: what must be dialled' }),
    stripDigits: f.integer(0, 20).nullable(),
    prepend: z
      .string()
      .regex(/^\+?[0-9*#]{1,20}$/, 'must be 1 to 20 digits, stars or hashes')
      .meta({ examples: ['+31'] })
      .nullable(),
    callerId: f.e164.nullable(),
    destinationId: f.id('destination').nullable(),
    priority: f.integer(0, 1000).nullable(),
    emergencyAddress: emergencyAddress.nullable(),
  })
  .meta({ id: 'Extension' });
export type Extension = z.input<typeof Extension>;

const writable = Extension.omit({
  id: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  customerId: true,
  userId: true,
  direction: true,
});

/** Inbound: number, or rangeStart and rangeEnd, and targetId. Outbound: dialPattern, and destinationId or a callerId. */
export const ExtensionCreate = writable
  .partial()
  .extend({ ...ownerCreateFields, direction: Extension.shape.direction })
  .meta({ id: 'ExtensionCreate' });

export const ExtensionUpdate = writable.partial().meta({ id: 'ExtensionUpdate' });

/** Numbers that the platform allots to a customer, from the first to the last of one length. */
export const NumberRange = z
  .strictObject({
    ...commonFields('numberRange'),
    customerId: f.id('customer'),
    rangeStart: f.e164,
    rangeEnd: f.e164,
  })
  .meta({ id: 'NumberRange' });
export type NumberRange = z.input<typeof NumberRange>;

export const NumberRangeCreate = NumberRange.pick({ customerId: true, rangeStart: true, rangeEnd: true })
  .extend({ externalId: NumberRange.shape.externalId.optional() })
  .meta({ id: 'NumberRangeCreate' });
