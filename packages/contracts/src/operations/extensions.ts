import { z } from 'zod';
import { e164, id, safeText } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { pageQuery } from '../resources/common.ts';
import {
  Extension,
  ExtensionCreate,
  ExtensionUpdate,
  NumberRange,
  NumberRangeCreate,
} from '../resources/extension.ts';
import { ownedResource } from './owned-resource.ts';

const extensions = ownedResource({
  noun: 'extension',
  plural: 'extensions',
  area: 'provisioning',
  read: 'extensions:read',
  write: 'extensions:write',
  params: z.strictObject({ extensionId: id('extension') }),
  resource: Extension,
  create: ExtensionCreate,
  update: ExtensionUpdate,
  filters: {
    direction: Extension.shape.direction.optional(),
    status: Extension.shape.status.optional(),
    number: e164.optional().meta({ description: 'Inbound ones that hold this number, alone or in a range' }),
  },
  ofSourceApi: ['get', 'create', 'update', 'delete', 'listOfCustomer', 'listOfUser'],
  example: {
    create: {
      customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr',
      direction: 'inbound',
      number: '+31201234567',
      targetId: 'usr_01kaz4x0e8v9q5h2c7t1m6n3pr',
    },
    update: { status: 'inactive' },
  },
});

export const getExtension = extensions.get;
export const createExtension = extensions.create;
export const updateExtension = extensions.update;
export const deleteExtension = extensions.delete;
export const getCustomerExtensions = extensions.listOfCustomer;
export const getUserExtensions = extensions.listOfUser;

export const getExtensions = defineOperation({
  tag: 'extensions',
  origin: 'extension',
  area: 'provisioning',
  summary: 'List the extensions of the acting customer and of all below it',
  kind: 'query',
  method: 'GET',
  path: '/extensions',
  scope: 'extensions:read',
  query: z.strictObject({
    ...pageQuery,
    direction: Extension.shape.direction.optional(),
    status: Extension.shape.status.optional(),
    numberBeginsWith: safeText(16)
      .regex(/^\+?[1-9]\d{1,14}$/, 'must be 2 to 15 digits, with or without a plus')
      .optional()
      .meta({
        description: 'Inbound ones with a number that begins so, alone or in a range',
        examples: ['+3120'],
      }),
  }),
  output: { shape: 'list', schema: Extension },
  status: 200,
  errors: ['validation'],
});

const ranges = { tag: 'number-ranges', origin: 'extension', area: 'provisioning' } as const;
const numberRangeId = z.strictObject({ numberRangeId: id('numberRange') });

export const getCustomerNumberRanges = defineOperation({
  ...ranges,
  summary: 'List the number ranges that a customer was allotted',
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/number-ranges',
  scope: 'number-ranges:read',
  params: z.strictObject({ customerId: id('customer') }),
  query: z.strictObject(pageQuery),
  output: { shape: 'list', schema: NumberRange },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getNumberRange = defineOperation({
  ...ranges,
  summary: 'Get one number range',
  kind: 'query',
  method: 'GET',
  path: '/number-ranges/{numberRangeId}',
  scope: 'number-ranges:read',
  params: numberRangeId,
  output: { shape: 'one', schema: NumberRange },
  status: 200,
  conditional: true,
  errors: ['notFound'],
});

export const createNumberRange = defineOperation({
  ...ranges,
  summary: 'Allot a range of numbers to a customer; the platform does it',
  kind: 'mutation',
  method: 'POST',
  path: '/number-ranges',
  scope: 'number-ranges:write',
  body: NumberRangeCreate,
  output: { shape: 'one', schema: NumberRange },
  status: 201,
  location: '/number-ranges/{id}',
  errors: ['notFound', 'validation', 'conflict', 'reservedToParent'],
  example: {
    body: {
      customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr',
      rangeStart: '+31201234500',
      rangeEnd: '+31201234599',
    },
  },
});

export const deleteNumberRange = defineOperation({
  ...ranges,
  summary: 'Take a range of numbers back; no extension may use it any more',
  kind: 'mutation',
  method: 'POST',
  path: '/number-ranges/{numberRangeId}/delete',
  aliases: [{ method: 'DELETE', path: '/number-ranges/{numberRangeId}' }],
  scope: 'number-ranges:write',
  params: numberRangeId,
  output: { shape: 'none', schema: z.null() },
  status: 204,
  errors: ['notFound', 'conflict', 'staleVersion', 'reservedToParent'],
});
