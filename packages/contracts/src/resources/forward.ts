import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields, ownerCreateFields, ownerFields } from './common.ts';

/** Where a call goes instead. The forwarded leg obeys, and is billed to, the forwarder. */
export const Forward = z
  .strictObject({
    ...commonFields('forward'),
    ...ownerFields,
    condition: z.enum(['unconditional', 'busy', 'noAnswer', 'unreachable']),
    callSource: z.enum(['any', 'internal', 'external']),
    ringSeconds: f.integer(5, 120).meta({ description: 'How long it rings before noAnswer holds' }),
    target: z
      .union([f.e164, f.idOf('user', 'destination', 'extension')], {
        error: 'must be a number like +31201234567, or an id of a user, destination or extension',
      })
      .meta({ description: 'A number, or the id of a user, destination or extension' }),
    keepCallerId: z.boolean(),
    schedule: f.schedule.nullable().meta({ description: 'When it holds; null: always' }),
    priority: f.integer(0, 1000).meta({ description: 'The lowest is tried first' }),
    enabled: z.boolean(),
  })
  .meta({ id: 'Forward' });
export type Forward = z.input<typeof Forward>;

const writable = Forward.omit({
  id: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  customerId: true,
  userId: true,
});

/** Defaults: any source, 20 s, the caller's id is kept, always, priority 0, enabled. */
export const ForwardCreate = writable
  .partial()
  .extend({ ...ownerCreateFields, condition: Forward.shape.condition, target: Forward.shape.target })
  .meta({ id: 'ForwardCreate' });

export const ForwardUpdate = writable.partial().meta({ id: 'ForwardUpdate' });
