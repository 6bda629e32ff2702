import { z } from 'zod';

/**
 * A refinement and no pattern: the validators of OpenAPI do not agree on what a character class means beyond 16 bits.
 */
const isPlain = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text);

/** One line of text: no control characters (NUL included) and no lone surrogates, which PostgreSQL would refuse. */
export const safeText = (max: number, min = 1) =>
  z
    .string()
    .min(min, `must have at least ${min} character${min === 1 ? '' : 's'}`)
    .max(max, `must have at most ${max} characters`)
    .refine(isPlain, 'must not hold control characters or lone surrogates');

/** An integrator's own id of a thing, unique per customer and kind. */
export const externalId = safeText(128).meta({
  description: "The integrator's own id, unique per customer and kind",
});

/** A host name: lower-case FQDN of at least two labels. */
export const fqdn = z
  .string()
  .max(253)
  .regex(
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
    'must be a lower-case fully qualified name like sip.example.com',
  )
  .meta({ examples: ['sip.example.com'] });

/** A mail address as the sign-in form takes it: lower case, at most 254 characters. */
export const email = z
  .string()
  .max(254)
  .regex(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, 'must be a mail address like ann@example.com')
  .refine(isPlain, 'must be a mail address like ann@example.com')
  .meta({ examples: ['ann@example.com'] });

/** Free key-value pairs of the integrator: at most 50, keys to 64 and values to 500 characters. */
export const metadata = z
  .record(
    z.string().regex(/^[\w.-]{1,64}$/, 'must be 1-64 letters, digits, dots, dashes or underscores'),
    safeText(500, 0),
  )
  .refine((pairs) => Object.keys(pairs).length <= 50, 'must have at most 50 pairs')
  .meta({ examples: [{ crmId: 'A-1001' }] });
