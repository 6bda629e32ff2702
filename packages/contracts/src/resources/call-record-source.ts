import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields } from './common.ts';

export const sourceFormat = z.enum(['ndjson', 'csv', 'asteriskCsv', 'freeswitchJson']);

/** Who writes records: a switch, a gateway, a file. Attribution stays in its customer's scope. */
export const CallRecordSource = z
  .strictObject({
    ...commonFields('callRecordSource'),
    customerId: f.id('customer'),
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1 to 63 lower-case letters, digits or dashes, like pbx-1'),
    format: sourceFormat,
    timeZone: f.timeZone.meta({ description: 'For formats that write local times' }),
    country: f.country
      .nullable()
      .meta({ description: 'To make E.164 of numbers that are written nationally' }),
    enabled: z.boolean(),
  })
  .meta({ id: 'CallRecordSource' });
export type CallRecordSource = z.input<typeof CallRecordSource>;

const writable = CallRecordSource.pick({
  externalId: true,
  name: true,
  format: true,
  timeZone: true,
  country: true,
  enabled: true,
});

/** Time zone and country are the customer's unless given. */
export const CallRecordSourceCreate = writable
  .partial()
  .extend({ customerId: f.id('customer'), name: writable.shape.name, format: sourceFormat })
  .meta({ id: 'CallRecordSourceCreate' });

export const CallRecordSourceUpdate = writable
  .omit({ format: true })
  .partial()
  .meta({ id: 'CallRecordSourceUpdate' });

/** What became of the records of one ingest call. */
export const IngestResult = z
  .strictObject({
    accepted: f.integer(0, Number.MAX_SAFE_INTEGER),
    duplicate: f.integer(0, Number.MAX_SAFE_INTEGER),
    quarantined: f.integer(0, Number.MAX_SAFE_INTEGER),
    batches: f.integer(0, Number.MAX_SAFE_INTEGER),
  })
  .meta({ id: 'IngestResult' });
export type IngestResult = z.input<typeof IngestResult>;
