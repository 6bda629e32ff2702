import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields } from './common.ts';

export const customerKind = z.enum(['platform', 'reseller', 'end']);
export const customerStatus = z.enum(['active', 'suspended', 'terminated']);
export const billingMode = z.enum(['prepaid', 'postpaid']);

const contact = z.strictObject({
  company: f.safeText(200).optional(),
  name: f.safeText(200).optional(),
  email: f.email.optional(),
  phone: f.e164.optional(),
  street: f.safeText(200).optional(),
  postalCode: f.safeText(20).optional(),
  city: f.safeText(100).optional(),
  country: f.country.optional(),
});

const branding = z.strictObject({
  name: f.safeText(100).optional(),
  logoUrl: f.httpUrl.optional(),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'must be a colour like #1f6feb')
    .meta({ examples: ['#1f6feb'] })
    .optional(),
});

/** A node of the accounting tree. */
export const Customer = z
  .strictObject({
    ...commonFields('customer'),
    parentId: f.id('customer').nullable().meta({ description: 'null for the root, the platform itself' }),
    name: f.safeText(200),
    kind: customerKind,
    status: customerStatus,
    effectiveStatus: customerStatus.meta({ description: 'The worst status on the path to the root' }),
    currency: f.currency,
    timeZone: f.timeZone,
    country: f.country.nullable(),
    locale: f.locale,
    billingMode,
    balance: f.signedMoney,
    creditLimit: f.money,
    lowBalanceThreshold: f.money.nullable(),
    tariffplanId: f
      .id('tariffplan')
      .nullable()
      .meta({ description: 'The plan by which the parent charges this customer' }),
    defaultCallerId: f.e164.nullable(),
    maxUsers: f.integer(0, 1_000_000).nullable(),
    contact,
    branding,
    metadata: f.metadata,
  })
  .meta({ id: 'Customer' });
export type Customer = z.input<typeof Customer>;

const writable = Customer.pick({
  parentId: true,
  externalId: true,
  name: true,
  status: true,
  currency: true,
  timeZone: true,
  country: true,
  locale: true,
  billingMode: true,
  creditLimit: true,
  lowBalanceThreshold: true,
  tariffplanId: true,
  defaultCallerId: true,
  maxUsers: true,
  contact: true,
  branding: true,
  metadata: true,
}).extend({ kind: customerKind.exclude(['platform']) });

/** What is left out is taken from the parent: currency, time zone, country, locale. */
export const CustomerCreate = writable
  .omit({ status: true })
  .partial()
  .extend({ parentId: f.id('customer'), name: writable.shape.name, kind: writable.shape.kind })
  .meta({ id: 'CustomerCreate' });

/** What is left out stays; null clears where null is possible. */
export const CustomerUpdate = writable
  .partial()
  .extend({ parentId: f.id('customer').optional() })
  .meta({ id: 'CustomerUpdate' });

const LOGO_BYTES_MAX = 65_536;

/** A logo, which replaces the one before; branding.logoUrl leads to it from then on. */
export const CustomerLogo = z
  .strictObject({
    image: z
      .base64()
      .min(1)
      .max(Math.ceil(LOGO_BYTES_MAX / 3) * 4)
      .nullable()
      .meta({
        description:
          'A PNG, JPEG or WebP of at most 65,536 bytes and 2,048 pixels a side, in base64; null: the logo is taken away',
      }),
  })
  .meta({ id: 'CustomerLogo' });

/** What a customer may change on its own node; the rest is its parent's. */
export const ownNodeFields = [
  'name',
  'contact',
  'branding',
  'timeZone',
  'locale',
  'metadata',
  'defaultCallerId',
  'lowBalanceThreshold',
] as const satisfies readonly (keyof z.input<typeof CustomerUpdate>)[];
