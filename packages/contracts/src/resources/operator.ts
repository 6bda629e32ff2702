import { z } from 'zod';
import * as f from '../fields/index.ts';

export const operatorRole = z.enum(['owner', 'manager', 'finance', 'viewer']);

/** A person who signs in to the console, for one customer, with a role. The password is write-only. */
export const Operator = z
  .strictObject({
    id: f.id('operator'),
    customerId: f.id('customer'),
    email: f.email,
    name: f.safeText(100),
    role: operatorRole.meta({
      description:
        'owner: all, operators and keys included; manager: provisioning; finance: tariffplans and records; viewer: reads',
    }),
    enabled: z.boolean(),
    passwordSet: z
      .boolean()
      .meta({ description: 'false for who was invited and has not set a password yet' }),
    passwordLink: z.string().nullable().meta({
      description:
        'In the reply that makes it, the link by which the operator sets a password, once; null ever after',
    }),
    passwordLinkExpiresAt: f.timestamp
      .nullable()
      .meta({ description: 'Until when a link that was made can be used; null: there is none' }),
    totpEnabled: z
      .boolean()
      .meta({ description: 'Whether signing in takes a code of an authenticator beside the password' }),
    lastSignInAt: f.timestamp.nullable(),
    version: f.integer(1, 2_147_483_647),
    createdAt: f.timestamp,
    updatedAt: f.timestamp,
  })
  .meta({ id: 'Operator' });
export type Operator = z.input<typeof Operator>;

/** At least 12 characters; no rule of composition, as a sentence is a good password. */
export const operatorPassword = f.safeText(200, 12).meta({ writeOnly: true });

export const OperatorCreate = Operator.pick({ customerId: true, email: true, name: true, role: true })
  .extend({
    password: operatorPassword
      .optional()
      .meta({ description: 'Left out: the reply holds a link by which the operator sets one' }),
  })
  .meta({ id: 'OperatorCreate' });

/** A new password, a new role and `enabled: false` end every session of the operator. */
export const OperatorUpdate = Operator.pick({ name: true, role: true, enabled: true })
  .extend({ password: operatorPassword })
  .partial()
  .meta({ id: 'OperatorUpdate' });
