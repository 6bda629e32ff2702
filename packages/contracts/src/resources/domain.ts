import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields } from './common.ts';

/** What the last look for the TXT record has found. */
const verification = z.strictObject({
  outcome: z.enum(['verified', 'waiting', 'failed']).meta({
    description: 'waiting: it is looked again at nextAt; failed: it is not, until verifyDomain asks for it',
  }),
  detail: z.string(),
  at: f.timestamp,
  nextAt: f.timestamp.nullable(),
});

/** A SIP realm of a customer; the name is unique on the whole platform. */
export const Domain = z
  .strictObject({
    ...commonFields('domain'),
    customerId: f.id('customer'),
    domain: f.fqdn,
    isDefault: z.boolean(),
    registrationAllowed: z.boolean(),
    status: z.enum(['pending', 'active', 'suspended']).meta({
      description:
        "pending until an ancestor of the owner approves it or its TXT record is found; the platform's own are active at once",
    }),
    proof: z
      .strictObject({ name: z.string(), value: z.string() })
      .nullable()
      .meta({ description: 'While pending: the TXT record that proves the name is yours' }),
    verification: verification.nullable(),
  })
  .meta({ id: 'Domain' });
export type Domain = z.input<typeof Domain>;

export const DomainCreate = Domain.pick({ externalId: true, isDefault: true, registrationAllowed: true })
  .partial()
  .extend({ customerId: Domain.shape.customerId, domain: Domain.shape.domain })
  .meta({ id: 'DomainCreate' });

/** `status` is written by an ancestor of the owner: `active` approves, `suspended` refuses registrations and calls. */
export const DomainUpdate = Domain.pick({ externalId: true, isDefault: true, registrationAllowed: true })
  .extend({ status: z.enum(['active', 'suspended']) })
  .partial()
  .meta({ id: 'DomainUpdate' });
