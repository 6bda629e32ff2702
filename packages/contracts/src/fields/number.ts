import { z } from 'zod';

/** A JSON integer within bounds; text that only looks like one is refused. */
export const integer = (min: number, max: number) =>
  z
    .int(`must be an integer from ${min} to ${max}`)
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);

/** An integer in a query string: plain decimal digits only ("0x10", "1e2" and "" are refused). */
export const queryInteger = (min: number, max: number) =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,15})$/, `must be an integer from ${min} to ${max} in plain digits`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be an integer from ${min} to ${max}`)
    .meta({ description: `Integer from ${min} to ${max}` });

/** `true` or `false` in a query string. */
export const queryBoolean = z.enum(['true', 'false']).transform((text) => text === 'true');

/** An amount in major units as a decimal string, to 12 digits before and 6 behind the point, not negative. */
export const money = z
  .string()
  .regex(
    /^(0|[1-9]\d{0,11})(\.\d{1,6})?$/,
    'must be a decimal amount like "12.50", not negative, with at most 6 decimals',
  )
  .meta({ examples: ['12.50'] });

/** As money, and may be negative: a balance, a correction. */
export const signedMoney = z
  .string()
  .regex(
    /^-?(0|[1-9]\d{0,11})(\.\d{1,6})?$/,
    'must be a decimal amount like "-12.50", with at most 6 decimals',
  )
  .meta({ examples: ['-12.50'] });

/** A price per minute, or a fee of a rate: to 6 digits before and 8 behind the point. */
export const price = z
  .string()
  .regex(
    /^(0|[1-9]\d{0,5})(\.\d{1,8})?$/,
    'must be a decimal price like "0.0125", not negative, with at most 8 decimals',
  )
  .meta({ examples: ['0.0125'] });

/** A percentage from 0 to 99.99 as a decimal string. */
export const percentBelow100 = z
  .string()
  .regex(/^(0|[1-9]\d?)(\.\d{1,2})?$/, 'must be a percentage like "12.5", from 0 to 99.99')
  .meta({ examples: ['12.5'] });
