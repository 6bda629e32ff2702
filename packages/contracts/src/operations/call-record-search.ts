import { z } from 'zod';
import { id, safeText, timestamp } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { CallRecord, ratingStatus } from '../resources/call-record.ts';
import { RecordFilters } from '../resources/call-record-request.ts';
import { pageQuery } from '../resources/common.ts';

const base = {
  tag: 'call-records',
  area: 'records',
  origin: 'extension',
  kind: 'query',
  method: 'GET',
} as const;

export const getCallRecordSearch = defineOperation({
  ...base,
  summary: 'Search the call records of the scope, newest first',
  description:
    "With the price at the caller's own level. Give a period with a filter that fits few records: a search of more than 10 s is refused.",
  path: '/call-record-search',
  scope: 'records:read',
  query: z.strictObject({
    ...pageQuery,
    from: timestamp.optional().meta({ description: 'Of startedAt; inclusive' }),
    to: timestamp.optional().meta({ description: 'Of startedAt; exclusive' }),
    customerId: id('customer')
      .optional()
      .meta({ description: 'Only those that this customer had a part in: its own and those of its subtree' }),
    sourceId: id('callRecordSource').optional(),
    ...RecordFilters.shape,
    ratingStatus: ratingStatus.optional().meta({ description: "At the caller's own level" }),
    q: safeText(128)
      .optional()
      .meta({ description: 'A callId or recordKey, or the beginning of either number' }),
  }),
  output: { shape: 'list', schema: CallRecord },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getCallRecord = defineOperation({
  ...base,
  summary: 'Get one call record',
  path: '/call-record-search/{callRecordId}',
  scope: 'records:read',
  params: z.strictObject({ callRecordId: id('callRecord') }),
  output: { shape: 'one', schema: CallRecord },
  status: 200,
  errors: ['notFound'],
});
