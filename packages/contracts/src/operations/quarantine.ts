import { z } from 'zod';
import { id, timestamp } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { pageQuery } from '../resources/common.ts';
import {
  QuarantineAttribution,
  QuarantineDiscard,
  QuarantinedRecord,
  QuarantineReplay,
  QuarantineResult,
  quarantineReason,
  quarantineStatus,
} from '../resources/quarantined-record.ts';

const base = { tag: 'call-record-sources', origin: 'extension', area: 'records' } as const;
const change = {
  ...base,
  kind: 'mutation',
  method: 'POST',
  scope: 'records:ingest',
  params: z.strictObject({ sourceId: id('callRecordSource') }),
  output: { shape: 'one', schema: QuarantineResult },
  status: 200,
  errors: ['notFound', 'validation', 'unavailable'],
} as const;

export const getQuarantinedRecords = defineOperation({
  ...base,
  summary: 'List the records that were not accepted, newest first',
  kind: 'query',
  method: 'GET',
  path: '/quarantined-records',
  scope: 'records:read',
  query: z.strictObject({
    ...pageQuery,
    customerId: id('customer')
      .optional()
      .meta({ description: 'Only those of sources of this customer and everything below it' }),
    sourceId: id('callRecordSource').optional(),
    status: quarantineStatus.optional(),
    reason: quarantineReason.optional().meta({ description: 'unattributed: nobody was found who pays' }),
    receivedFrom: timestamp.optional().meta({ description: 'Inclusive' }),
    receivedTo: timestamp.optional().meta({ description: 'Exclusive' }),
  }),
  output: { shape: 'list', schema: QuarantinedRecord },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getQuarantinedRecord = defineOperation({
  ...base,
  summary: 'Get one record that was not accepted, with all of its text',
  kind: 'query',
  method: 'GET',
  path: '/quarantined-records/{quarantinedRecordId}',
  scope: 'records:read',
  params: z.strictObject({ quarantinedRecordId: id('quarantinedRecord') }),
  output: { shape: 'one', schema: QuarantinedRecord },
  status: 200,
  errors: ['notFound'],
});

export const replayQuarantinedRecords = defineOperation({
  ...change,
  summary: 'Take waiting records in again, as they are or, for one, with a mended text',
  description:
    'Select by ids, or by reason and time: oldest first, up to 10,000 at a call. What is accepted stays in the list with a link to its call record. Calling again changes nothing more.',
  path: '/call-record-sources/{sourceId}/quarantine/replay',
  body: QuarantineReplay,
  example: { body: { reason: 'invalid' } },
});

export const attributeCallRecords = defineOperation({
  ...change,
  summary: 'Attribute waiting records: to a customer or user, or by looking again',
  description:
    "Takes those of the selection in that wait as unattributed or ambiguous. The customer or user must be in the scope of the source's customer. Charges are made as the tree stands now, by the rates of the call's start.",
  path: '/call-record-sources/{sourceId}/quarantine/attribute',
  body: QuarantineAttribution,
  example: { body: { reason: 'unattributed', customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr' } },
});

export const discardQuarantinedRecords = defineOperation({
  ...change,
  summary: 'Discard waiting records: they stay readable, and are never taken in',
  path: '/call-record-sources/{sourceId}/quarantine/discard',
  body: QuarantineDiscard,
  example: { body: { reason: 'unreadable', note: 'test calls' } },
});
