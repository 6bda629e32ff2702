import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields, ownerCreateFields, ownerFields } from './common.ts';

const auth = z.strictObject({
  username: f.safeText(128),
  realm: f
    .safeText(253)
    .meta({ description: 'The realm that the other side challenges with: the digest is kept for it' }),
});

/** Where calls can be sent by SIP: a trunk or gateway. The password of `auth` is write-only. */
export const Destination = z
  .strictObject({
    ...commonFields('destination'),
    ...ownerFields,
    name: f.safeText(100),
    host: f.sipHost,
    port: f.port,
    transport: z.enum(['udp', 'tcp', 'tls']),
    srtp: z.enum(['off', 'optional', 'required']),
    uriUser: f.sipUsername.nullable().meta({ description: 'User part of the request URI; null: the number' }),
    numberFormat: z.enum(['e164', 'e164NoPlus', 'national']),
    techPrefix: f.techPrefix.nullable(),
    codecs: z.array(f.codec).max(7),
    auth: auth.nullable(),
    register: z.boolean(),
    registerExpiresSeconds: f.integer(60, 86_400),
    priority: f.integer(0, 1000).meta({ description: 'The lowest is tried first' }),
    weight: f.integer(0, 1000).meta({ description: 'Share among those of the same priority' }),
    maxCalls: f.integer(0, 100_000).nullable(),
    callsPerSecond: f.integer(1, 10_000).nullable(),
    ringSeconds: f.integer(5, 600),
    probe: z.boolean().meta({ description: 'Ask by OPTIONS whether it answers' }),
    enabled: z.boolean(),
    state: z.enum(['up', 'down', 'unknown']).meta({
      description:
        'Whether it answered the last OPTIONS; unknown where probe is off, it is disabled, or no engine has asked lately',
    }),
    stateSince: f.timestamp.nullable().meta({ description: 'null where the state is unknown' }),
  })
  .meta({ id: 'Destination' });
export type Destination = z.input<typeof Destination>;

const writable = Destination.omit({
  id: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  customerId: true,
  userId: true,
  state: true,
  stateSince: true,
}).extend({
  auth: auth.extend({ password: f.safeText(128).meta({ writeOnly: true }) }).nullable(),
});

/** Defaults: port 5060 (5061 with TLS), UDP, no SRTP, E.164, priority 0, weight 100, 60 s, no probe, enabled. */
export const DestinationCreate = writable
  .partial()
  .extend({ ...ownerCreateFields, name: writable.shape.name, host: f.sipHost })
  .meta({ id: 'DestinationCreate' });

export const DestinationUpdate = writable.partial().meta({ id: 'DestinationUpdate' });
