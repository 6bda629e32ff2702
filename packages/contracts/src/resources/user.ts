import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields, pageQuery } from './common.ts';

/** A SIP identity. The password is write-only. */
export const User = z
  .strictObject({
    ...commonFields('user'),
    customerId: f.id('customer'),
    username: f.sipUsername,
    domainId: f.id('domain'),
    domain: f.fqdn.meta({ description: 'The name of the domain, as a phone is configured with it' }),
    displayName: f.safeText(100).nullable(),
    callerId: f.e164.nullable(),
    callerIdPresentation: z.enum(['allowed', 'restricted']),
    allowedCallerIds: z.array(f.e164).max(100),
    status: z.enum(['active', 'suspended']),
    maxRegistrations: f.integer(1, 100),
    maxCalls: f.integer(0, 10_000).nullable(),
    codecs: z.array(f.codec).max(7),
    transport: z.enum(['udp', 'tcp', 'tls']),
    srtp: z.enum(['off', 'optional', 'required']),
    timeZone: f.timeZone.nullable().meta({ description: "null: the customer's" }),
  })
  .meta({ id: 'User' });
export type User = z.input<typeof User>;

/** What a list of users can be narrowed and ordered by. */
export const userListQuery = z.strictObject({
  ...pageQuery,
  sort: z.enum(['username', '-username', 'createdAt', '-createdAt']).optional(),
  status: User.shape.status.optional(),
  externalId: f.safeText(128).optional(),
  search: f.safeText(100).optional().meta({
    description: 'Part of the username or display name; one or two letters: what a word of these begins with',
  }),
});

/** 12 to 128 printable ASCII characters; the domain refuses weak ones. */
export const sipPassword = z
  .string()
  .min(12, 'must have at least 12 characters')
  .max(128, 'must have at most 128 characters')
  .regex(/^[\x21-\x7e]*$/, 'must be printable ASCII without spaces')
  .meta({ writeOnly: true });

const writable = User.omit({
  id: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  domain: true,
}).extend({
  password: sipPassword,
});

/** Without domainId: the default domain of the customer or of the nearest level above. */
export const UserCreate = writable
  .partial()
  .extend({ customerId: writable.shape.customerId, username: writable.shape.username, password: sipPassword })
  .meta({ id: 'UserCreate' });

/** A change of username or domainId needs a new password: only digests are stored. */
export const UserUpdate = writable.omit({ customerId: true }).partial().meta({ id: 'UserUpdate' });
