import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields, ownerCreateFields, ownerFields } from './common.ts';

const comment = f.safeText(200).optional();
const entry = z.union(
  [
    z.strictObject({ cidr: f.cidr, comment }),
    z.strictObject({ country: f.country, comment }),
    z.strictObject({ prefix: f.prefix, comment }),
    z.strictObject({ number: f.e164, comment }),
  ],
  { error: 'must hold one of cidr, country, prefix or number, in its right form, and may hold a comment' },
);
export type WhitelistEntry = z.output<typeof entry>;

/**
 * What is allowed: source addresses (ip), dialled countries and prefixes (destination), or caller ids (callerId). No list
 * means inherit; enabled lists of one type at one node are a union; nodes intersect at call time.
 */
export const Whitelist = z
  .strictObject({
    ...commonFields('whitelist'),
    ...ownerFields,
    setBy: f
      .id('customer')
      .meta({ description: 'Who set it: only this customer or one above may change it' }),
    name: f.safeText(100),
    type: z.enum(['ip', 'destination', 'callerId']),
    mode: z
      .enum(['restrict', 'trust'])
      .meta({ description: 'trust (ip only): calls from there need no digest. It is never inherited' }),
    techPrefix: f.techPrefix
      .nullable()
      .meta({ description: 'Of a trust list: tells apart who shares an address' }),
    entries: z.array(entry).max(1000),
    enabled: z.boolean(),
  })
  .meta({ id: 'Whitelist' });
export type Whitelist = z.input<typeof Whitelist>;

const writable = Whitelist.pick({
  externalId: true,
  name: true,
  techPrefix: true,
  entries: true,
  enabled: true,
});

/** Defaults: restrict, enabled where there are entries. */
export const WhitelistCreate = writable
  .partial()
  .extend({
    ...ownerCreateFields,
    name: writable.shape.name,
    type: Whitelist.shape.type,
    mode: Whitelist.shape.mode.optional(),
  })
  .meta({ id: 'WhitelistCreate' });

export const WhitelistUpdate = writable.partial().meta({ id: 'WhitelistUpdate' });
