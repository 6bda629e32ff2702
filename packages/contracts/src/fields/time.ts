import { z } from 'zod';

/** RFC 3339 in UTC with `Z`, to milliseconds; a Date on the output side. Dates that do not exist are refused. */
export const timestamp = z.iso
  .datetime({ message: 'must be an RFC 3339 time in UTC like 2026-11-25T09:30:00Z' })
  .refine((text) => !/\.\d{4,}Z$/.test(text), 'must have at most milliseconds')
  .meta({ examples: ['2026-11-25T09:30:00Z'] })
  .transform((text) => new Date(text))
  .refine(
    (at) => at.getUTCFullYear() >= 1990 && at.getUTCFullYear() < 2200,
    'must lie between 1990 and 2200',
  );
