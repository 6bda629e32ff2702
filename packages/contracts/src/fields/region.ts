import { z } from 'zod';

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** IANA time zone. */
export const timeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_+\-/]*$/, {
    error: 'must be an IANA time zone like Europe/Amsterdam',
    abort: true,
  })
  .refine(isTimeZone, 'must be an IANA time zone like Europe/Amsterdam')
  .meta({ examples: ['Europe/Amsterdam'] });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** ISO 3166-1 alpha-2. */
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'must be an ISO 3166-1 alpha-2 code like NL', abort: true })
  .refine((code) => regionNames.of(code) !== undefined, 'must be an ISO 3166-1 alpha-2 code like NL')
  .meta({ examples: ['NL'] });

/** ISO 4217. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'must be an ISO 4217 code like EUR', abort: true })
  .refine((code) => currencies.has(code), 'must be an ISO 4217 code like EUR')
  .meta({ examples: ['EUR'] });

/** BCP 47 language tag of the console and of mails. */
export const locale = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'must be a language tag like en or en-GB')
  .meta({ examples: ['en-GB'] });
