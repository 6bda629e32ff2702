import { z } from 'zod';
import { e164, id, prefix, queryInteger, safeText, timestamp } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { CallPrice } from '../resources/call-price.ts';
import { pageQuery } from '../resources/common.ts';
import {
  Rate,
  RateCreate,
  RateImport,
  RatePreview,
  RateUpdate,
  rateDirection,
  Tariffplan,
  TariffplanCreate,
  TariffplanUpdate,
} from '../resources/tariffplan.ts';

const base = { tag: 'tariffplans', area: 'tariffs' } as const;
const tariffplanId = z.strictObject({ tariffplanId: id('tariffplan') });

export const getCustomerTariffplans = defineOperation({
  ...base,
  origin: 'api',
  summary: 'List the tariffplans that a customer owns or is charged by',
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/tariffplans',
  scope: 'tariffplans:read',
  params: z.strictObject({ customerId: id('customer') }),
  query: z.strictObject({ ...pageQuery, externalId: safeText(128).optional() }),
  output: { shape: 'list', schema: Tariffplan },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getTariffplan = defineOperation({
  ...base,
  origin: 'api',
  summary: 'Get one tariffplan',
  kind: 'query',
  method: 'GET',
  path: '/tariffplans/{tariffplanId}',
  scope: 'tariffplans:read',
  params: tariffplanId,
  output: { shape: 'one', schema: Tariffplan },
  status: 200,
  conditional: true,
  errors: ['notFound'],
});

export const createTariffplan = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Create a tariffplan of a seller',
  kind: 'mutation',
  method: 'POST',
  path: '/tariffplans',
  scope: 'tariffplans:write',
  body: TariffplanCreate,
  output: { shape: 'one', schema: Tariffplan },
  status: 201,
  location: '/tariffplans/{id}',
  errors: ['notFound', 'validation', 'inUse', 'customerSuspended'],
  example: { body: { customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr', name: 'Retail 2027' } },
});

export const updateTariffplan = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Change a tariffplan',
  kind: 'mutation',
  method: 'POST',
  path: '/tariffplans/{tariffplanId}',
  aliases: [{ method: 'PATCH', path: '/tariffplans/{tariffplanId}' }],
  scope: 'tariffplans:write',
  params: tariffplanId,
  body: TariffplanUpdate,
  output: { shape: 'one', schema: Tariffplan },
  status: 200,
  errors: ['notFound', 'validation', 'inUse', 'staleVersion', 'customerSuspended'],
  example: { body: { name: 'Retail 2027 (spring)' } },
});

export const getTariffplanRates = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'List the rates of a tariffplan',
  kind: 'query',
  method: 'GET',
  path: '/tariffplans/{tariffplanId}/rates',
  scope: 'tariffplans:read',
  params: tariffplanId,
  query: z.strictObject({
    ...pageQuery,
    prefix: prefix.optional().meta({ description: 'Rates whose prefix begins with this' }),
    name: safeText(100).optional().meta({ description: 'Part of the name, whatever its case' }),
    direction: rateDirection.optional(),
    validAt: timestamp.optional().meta({ description: 'Only rates valid at that time' }),
  }),
  output: { shape: 'list', schema: Rate },
  status: 200,
  errors: ['notFound', 'validation'],
});

const CALL_SECONDS_MAX = 366 * 86_400;

export const priceCall = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'See what a call would cost by a tariffplan, and why',
  description:
    'Prices an answered call as one that is taken in would be, by the plan and its rates as they are now, and writes nothing. A number without a rate has no amount, and the reason says why. Calls that are free by rule, as to emergency numbers, are free whatever this says.',
  kind: 'query',
  method: 'GET',
  path: '/tariffplans/{tariffplanId}/price',
  scope: 'tariffplans:read',
  params: tariffplanId,
  query: z.strictObject({
    number: e164.meta({ description: 'The called number' }),
    talkSeconds: queryInteger(0, CALL_SECONDS_MAX)
      .optional()
      .meta({ description: 'From the answer to the end; 60' }),
    direction: rateDirection.optional().meta({ description: 'Which rates; outbound' }),
    startedAt: timestamp
      .optional()
      .meta({ description: 'When the call begins, which decides over rate and window; now' }),
  }),
  output: { shape: 'one', schema: CallPrice },
  status: 200,
  errors: ['notFound', 'validation'],
  example: { query: { number: '+31201234567', talkSeconds: '90' } },
});

export const getRate = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Get one rate',
  kind: 'query',
  method: 'GET',
  path: '/rates/{rateId}',
  scope: 'tariffplans:read',
  params: z.strictObject({ rateId: id('rate') }),
  output: { shape: 'one', schema: Rate },
  status: 200,
  conditional: true,
  errors: ['notFound'],
});

export const createRate = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Add a rate to a tariffplan',
  kind: 'mutation',
  method: 'POST',
  path: '/tariffplans/{tariffplanId}/rates',
  scope: 'tariffplans:write',
  params: tariffplanId,
  body: RateCreate,
  output: { shape: 'one', schema: Rate },
  status: 201,
  location: '/rates/{id}',
  errors: ['notFound', 'validation', 'conflict', 'customerSuspended'],
  example: { body: { prefix: '3120', name: 'Netherlands - Amsterdam', pricePerMinute: '0.0125' } },
});

const rateCsv = { mediaTypes: ['text/csv'], description: 'CSV with a header row, UTF-8' } as const;
const endMissingAt = timestamp.optional().meta({
  description:
    'The file is the whole deck: rates that are valid then or later, and whose prefix and direction it does not name, end then. Not in the past',
});

export const importRates = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Import rates from CSV',
  description:
    'A header row names the columns: prefix, name, pricePerMinute, and any of offPeakPricePerMinute, connectionFee, initialSeconds, incrementSeconds, graceSeconds, minimumCharge, country, direction, blocked, validFrom, validTo. A rate that is valid when a new one of its prefix and direction begins ends then. All lines or none.',
  kind: 'mutation',
  method: 'POST',
  path: '/tariffplans/{tariffplanId}/rate-imports',
  scope: 'tariffplans:write',
  params: tariffplanId,
  query: z.strictObject({ endMissingAt }),
  streamedBody: rateCsv,
  output: { shape: 'one', schema: RateImport },
  status: 200,
  errors: ['notFound', 'validation', 'conflict', 'unsupportedMediaType', 'customerSuspended'],
});

export const previewRates = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'See what an import of rates would do',
  description:
    'Takes what importRates takes, writes nothing, and tells what it would add, change and end, what would be sold under cost, and what is wrong, by line.',
  kind: 'mutation',
  method: 'POST',
  path: '/tariffplans/{tariffplanId}/rate-imports/preview',
  scope: 'tariffplans:write',
  params: tariffplanId,
  query: z.strictObject({
    endMissingAt,
    show: queryInteger(0, 1_000)
      .optional()
      .meta({ description: 'How many of each list are shown, to 1000; 100' }),
  }),
  streamedBody: rateCsv,
  output: { shape: 'one', schema: RatePreview },
  status: 200,
  errors: ['notFound', 'validation', 'unsupportedMediaType', 'customerSuspended'],
});

export const deleteTariffplan = defineOperation({
  tag: 'tariffplans',
  origin: 'extension',
  area: 'tariffs',
  summary: 'Delete a tariffplan that charges nobody and none of whose rates has begun',
  kind: 'mutation',
  method: 'POST',
  path: '/tariffplans/{tariffplanId}/delete',
  aliases: [{ method: 'DELETE', path: '/tariffplans/{tariffplanId}' }],
  scope: 'tariffplans:write',
  params: z.strictObject({ tariffplanId: id('tariffplan') }),
  output: { shape: 'none', schema: z.null() },
  status: 204,
  errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended', 'reservedToParent'],
});

export const deleteRate = defineOperation({
  tag: 'tariffplans',
  origin: 'extension',
  area: 'tariffs',
  summary: 'Delete a rate that has not begun',
  kind: 'mutation',
  method: 'POST',
  path: '/rates/{rateId}/delete',
  aliases: [{ method: 'DELETE', path: '/rates/{rateId}' }],
  scope: 'tariffplans:write',
  params: z.strictObject({ rateId: id('rate') }),
  output: { shape: 'none', schema: z.null() },
  status: 204,
  errors: ['notFound', 'conflict', 'staleVersion', 'customerSuspended', 'reservedToParent'],
});

export const updateRate = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Change a rate that has not begun, or end one that has',
  kind: 'mutation',
  method: 'POST',
  path: '/rates/{rateId}',
  aliases: [{ method: 'PATCH', path: '/rates/{rateId}' }],
  scope: 'tariffplans:write',
  params: z.strictObject({ rateId: id('rate') }),
  body: RateUpdate,
  output: { shape: 'one', schema: Rate },
  status: 200,
  errors: ['notFound', 'validation', 'conflict', 'staleVersion', 'customerSuspended'],
  example: { body: { validTo: '2027-01-01T00:00:00Z' } },
});
