import { z } from 'zod';
import { timeZone } from './region.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time like 08:30, to 24:00')
  .meta({ examples: ['08:30'] });

/** Local times of a week: from (inclusive) to (exclusive); `to` before `from` runs past midnight. */
const window = z
  .strictObject({
    days: z.array(z.enum(weekdays)).min(1).max(7),
    from: time,
    to: time,
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'must differ from `from`: a whole day is 00:00 to 24:00',
  });

/** When something holds: in any of the windows, in the local time of the zone. */
export const schedule = z.strictObject({
  timeZone,
  windows: z.array(window).min(1, 'must have at least one window').max(50),
});
