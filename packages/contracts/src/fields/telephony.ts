import { z } from 'zod';

/** A telephone number: E.164 with `+`, 7 to 15 digits. */
export const e164 = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a number like +31201234567: a plus and 7 to 15 digits')
  .meta({ examples: ['+31201234567'] });

/** A dialled prefix: 1 to 15 digits, no plus. */
export const prefix = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be 1 to 15 digits without a plus, like 3120')
  .meta({ examples: ['3120'] });

/** The user part of a SIP address. */
export const sipUsername = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._~+-]{0,63}$/,
    'must be 1 to 64 letters, digits or . _ ~ + - and begin with a letter or digit',
  )
  .meta({ examples: ['desk-101'] });

export const codec = z.enum(['PCMA', 'PCMU', 'G722', 'G729', 'OPUS', 'GSM', 'iLBC']);

/** What is dialled before a number to tell calls of one address apart. */
export const techPrefix = z
  .string()
  .regex(/^[0-9*#]{1,10}$/, 'must be 1 to 10 digits, stars or hashes')
  .meta({ examples: ['9901#'] });

/** A pattern of what is dialled: digits, `X` for any digit, and `.` at the end for any number of digits more. */
export const dialPattern = z
  .string()
  .max(33)
  .regex(/^\+?[0-9*#X]*\.?$/, 'must be digits, X for any digit, and a dot at the end for any more, like 00.')
  .refine((pattern) => pattern !== '' && pattern !== '+', 'must not be empty')
  .meta({ examples: ['00.', '0XXXXXXXXX'] });
