import { z } from 'zod';
import * as f from '../fields/index.ts';

const UserRegistration = z
  .strictObject({
    contact: z.string().meta({ description: 'The SIP address where the phone is called' }),
    receivedFrom: z
      .string()
      .nullable()
      .meta({ description: 'Where its requests come from, if that is another address' }),
    transport: z
      .enum(['udp', 'tcp', 'tls'])
      .nullable()
      .meta({ description: 'By which it registered; null where the engine does not say' }),
    userAgent: z.string().nullable().meta({ description: 'What the phone says it is' }),
    registeredAt: f.timestamp.meta({ description: 'When it registered last' }),
    expiresAt: f.timestamp,
  })
  .meta({ id: 'UserRegistration' });

/** Where a user can be called at the moment: the phones that are registered. */
export const UserRegistrations = z
  .strictObject({ userId: f.id('user'), registrations: z.array(UserRegistration) })
  .meta({ id: 'UserRegistrations' });
export type UserRegistrations = z.input<typeof UserRegistrations>;
