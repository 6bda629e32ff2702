import { z } from 'zod';
import * as f from '../fields/index.ts';
import { sourceFormat } from './call-record-source.ts';

export const quarantineReason = z.enum(['unreadable', 'invalid', 'unattributed', 'ambiguous']);
export const quarantineStatus = z.enum(['waiting', 'accepted', 'discarded']);

/** Characters of the raw text that a list shows of each record. */
export const QUARANTINE_RAW_SHOWN = 2_000;
const RAW_CHARACTERS_MAX = 1024 * 1024;
const RECORDS_MAX = 200;

/** A record that was not accepted, with its raw text and the reason. It stays here, whatever becomes of it. */
export const QuarantinedRecord = z
  .strictObject({
    id: f.id('quarantinedRecord'),
    sourceId: f.id('callRecordSource'),
    format: sourceFormat,
    status: quarantineStatus,
    reason: quarantineReason,
    detail: z.string(),
    raw: z.string().meta({ description: `In lists its first ${QUARANTINE_RAW_SHOWN} characters` }),
    rawLength: f
      .integer(0, RAW_CHARACTERS_MAX)
      .meta({ description: 'Characters of the raw text that are kept' }),
    complete: z.boolean().meta({
      description: 'false: too long or no text; only what is kept of it is here, and it cannot be replayed',
    }),
    callRecordId: f.id('callRecord').nullable().meta({ description: 'What it became, once it was accepted' }),
    receivedAt: f.timestamp,
    resolvedAt: f.timestamp.nullable().meta({ description: 'When it was accepted or discarded' }),
    resolvedBy: z
      .string()
      .nullable()
      .meta({ description: 'Id of the operator or API key; null where it was accepted by itself' }),
    note: z.string().nullable().meta({ description: 'Why it was discarded' }),
  })
  .meta({ id: 'QuarantinedRecord' });
export type QuarantinedRecord = z.input<typeof QuarantinedRecord>;

/** Which waiting records of a source are meant: those with these ids, or all that fit the filter (at least one is given). */
export const QuarantineSelection = z
  .strictObject({
    ids: z.array(f.id('quarantinedRecord')).min(1).max(RECORDS_MAX).optional(),
    reason: quarantineReason.optional(),
    receivedFrom: f.timestamp.optional().meta({ description: 'Inclusive' }),
    receivedTo: f.timestamp.optional().meta({ description: 'Exclusive' }),
  })
  .meta({ id: 'QuarantineSelection' });
export type QuarantineSelection = z.output<typeof QuarantineSelection>;

export const QuarantineReplay = QuarantineSelection.extend({
  raw: z
    .string()
    .min(1)
    .max(RAW_CHARACTERS_MAX)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'must be text')
    .optional()
    .meta({ description: 'The mended text of the one record that ids names' }),
}).meta({ id: 'QuarantineReplay' });

export const QuarantineAttribution = QuarantineSelection.extend({
  customerId: f.id('customer').optional(),
  userId: f.id('user').optional(),
}).meta({ id: 'QuarantineAttribution' });

export const QuarantineDiscard = QuarantineSelection.extend({
  note: f.safeText(500).optional().meta({ description: 'Why' }),
}).meta({ id: 'QuarantineDiscard' });

const count = f.integer(0, Number.MAX_SAFE_INTEGER);

/** What became of the records that were selected. */
export const QuarantineResult = z
  .strictObject({
    accepted: count.meta({ description: 'Became call records now' }),
    duplicate: count.meta({ description: 'Were call records already' }),
    discarded: count,
    refused: count.meta({ description: 'Still wait' }),
    remaining: z.boolean().meta({ description: 'true: more fit than one call takes; call again' }),
    refusals: z
      .array(z.strictObject({ id: f.id('quarantinedRecord'), reason: quarantineReason, detail: z.string() }))
      .max(50),
  })
  .meta({ id: 'QuarantineResult' });
export type QuarantineResult = z.input<typeof QuarantineResult>;
