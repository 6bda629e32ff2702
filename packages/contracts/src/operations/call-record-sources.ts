import { z } from 'zod';
import { id } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import {
  CallRecordSource,
  CallRecordSourceCreate,
  CallRecordSourceUpdate,
} from '../resources/call-record-source.ts';
import { pageQuery } from '../resources/common.ts';

const base = { tag: 'call-record-sources', origin: 'extension', area: 'records' } as const;
const sourceId = z.strictObject({ sourceId: id('callRecordSource') });

export const getCustomerCallRecordSources = defineOperation({
  ...base,
  summary: "List a customer's call record sources",
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/call-record-sources',
  scope: 'call-record-sources:read',
  params: z.strictObject({ customerId: id('customer') }),
  query: z.strictObject(pageQuery),
  output: { shape: 'list', schema: CallRecordSource },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getCallRecordSource = defineOperation({
  ...base,
  summary: 'Get one call record source',
  kind: 'query',
  method: 'GET',
  path: '/call-record-sources/{sourceId}',
  scope: 'call-record-sources:read',
  params: sourceId,
  output: { shape: 'one', schema: CallRecordSource },
  status: 200,
  conditional: true,
  errors: ['notFound'],
});

export const createCallRecordSource = defineOperation({
  ...base,
  summary: 'Register a switch, a gateway or a file as a source of call records',
  kind: 'mutation',
  method: 'POST',
  path: '/call-record-sources',
  scope: 'call-record-sources:write',
  body: CallRecordSourceCreate,
  output: { shape: 'one', schema: CallRecordSource },
  status: 201,
  location: '/call-record-sources/{id}',
  errors: ['notFound', 'validation', 'inUse', 'customerSuspended'],
  example: {
    body: {
      customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr',
      name: 'fs-1',
      format: 'freeswitchJson',
      country: 'NL',
    },
  },
});

export const updateCallRecordSource = defineOperation({
  ...base,
  summary: 'Change a call record source',
  kind: 'mutation',
  method: 'POST',
  path: '/call-record-sources/{sourceId}',
  aliases: [{ method: 'PATCH', path: '/call-record-sources/{sourceId}' }],
  scope: 'call-record-sources:write',
  params: sourceId,
  body: CallRecordSourceUpdate,
  output: { shape: 'one', schema: CallRecordSource },
  status: 200,
  errors: ['notFound', 'validation', 'inUse', 'staleVersion', 'customerSuspended'],
  example: { body: { enabled: false } },
});
