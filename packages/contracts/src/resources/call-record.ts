import { z } from 'zod';
import * as f from '../fields/index.ts';
import { safeText } from '../fields/index.ts';

export const callDirection = z.enum(['inbound', 'outbound', 'internal', 'forwarded']);
export const disposition = z.enum([
  'answered',
  'noAnswer',
  'busy',
  'failed',
  'cancelled',
  'congestion',
  'blocked',
]);
export const ratingStatus = z.enum(['rated', 'unrated', 'failed', 'zero']);
export const hangupBy = z.enum(['caller', 'callee', 'system']);

/** One side of the price of a record at the reader's level. `billedSeconds` is what was actually priced. */
export const ChargeSide = z
  .strictObject({
    amount: f.money.nullable(),
    currency: f.currency.nullable(),
    rateId: f.id('rate').nullable(),
    prefix: f.prefix.nullable(),
    billedSeconds: f.integer(0, Number.MAX_SAFE_INTEGER).nullable(),
  })
  .meta({ id: 'ChargeSide' });

export type ChargeSideField = keyof z.input<typeof ChargeSide>;
export const chargeSideFields = Object.keys(ChargeSide.shape) as ChargeSideField[];

const seconds = f.integer(0, Number.MAX_SAFE_INTEGER);

/** One call leg with the price at the reader's own level: nobody sees an ancestor's charge. */
export const CallRecord = z
  .strictObject({
    id: f.id('callRecord'),
    sourceId: f.id('callRecordSource').meta({ description: 'The call record source that wrote it' }),
    recordKey: safeText(256).meta({ description: 'The key of the record at its source' }),
    callId: safeText(256).nullable(),
    legId: safeText(256).nullable(),
    otherLegId: safeText(256)
      .nullable()
      .meta({ description: 'The legId of the joined record, where that one is in scope' }),
    customerId: f.id('customer'),
    userId: f.id('user').nullable(),
    extensionId: f.id('extension').nullable().meta({
      description: 'The number or dial pattern that led the call, where it is in scope; kept when it is gone',
    }),
    destinationId: f
      .id('destination')
      .nullable()
      .meta({ description: 'Where the call was sent last, where that is in scope; kept when it is gone' }),
    direction: callDirection,
    from: safeText(128, 0).meta({ description: 'As the switch wrote it' }),
    to: safeText(128, 0),
    fromNumber: f.e164.nullable(),
    toNumber: f.e164.nullable(),
    dialed: safeText(128, 0).nullable(),
    callerName: safeText(128, 0).nullable(),
    forwardedBy: safeText(128, 0).nullable(),
    country: f.country.nullable().meta({ description: 'Of toNumber' }),
    startedAt: f.timestamp,
    ringingAt: f.timestamp.nullable(),
    answeredAt: f.timestamp.nullable(),
    endedAt: f.timestamp,
    durationSeconds: seconds.meta({ description: 'From start to end, rounded up' }),
    talkSeconds: seconds.meta({ description: 'From answer to end, rounded up: what rating begins with' }),
    setupMs: seconds.nullable(),
    disposition,
    blockedReason: safeText(64).nullable(),
    sipCode: f.integer(100, 699).nullable(),
    q850Cause: f.integer(0, 127).nullable(),
    hangupBy: hangupBy.nullable(),
    sourceIp: z.string().nullable(),
    userAgent: safeText(256, 0).nullable(),
    codec: safeText(32, 0).nullable(),
    ratingStatus,
    cost: ChargeSide.meta({ description: 'What the parent charges the reader for it' }),
    revenue: ChargeSide.meta({ description: 'What the reader charges its direct child on the path' }),
  })
  .meta({ id: 'CallRecord' });
export type CallRecord = z.input<typeof CallRecord>;
export type CallRecordField = keyof CallRecord;
export const callRecordFields = Object.keys(CallRecord.shape) as CallRecordField[];

/** The native record of an ingest (`ndjson`): one JSON object a line. */
export const NativeCallRecord = z
  .strictObject({
    recordKey: safeText(256).meta({
      description: 'Unique at the source: with startedAt, the identity of the record',
    }),
    callId: safeText(256).nullish(),
    legId: safeText(256).nullish(),
    otherLegId: safeText(256).nullish(),
    extensionId: f
      .id('extension')
      .nullish()
      .meta({ description: 'The number or dial pattern that led the call' }),
    destinationId: f.id('destination').nullish().meta({ description: 'Where the call was sent' }),
    authUser: safeText(320).nullish().meta({ description: 'user@realm as the SIP engine authenticated it' }),
    accountCode: safeText(128).nullish().meta({ description: 'An id or externalId of a customer or a user' }),
    direction: callDirection,
    from: safeText(128, 0),
    to: safeText(128, 0),
    dialed: safeText(128, 0).nullish(),
    callerName: safeText(128, 0).nullish(),
    forwardedBy: safeText(128, 0).nullish(),
    startedAt: f.timestamp,
    ringingAt: f.timestamp.nullish(),
    answeredAt: f.timestamp.nullish(),
    endedAt: f.timestamp,
    disposition,
    blockedReason: safeText(64).nullish(),
    sipCode: f.integer(100, 699).nullish(),
    q850Cause: f.integer(0, 127).nullish(),
    hangupBy: hangupBy.nullish(),
    sourceIp: z.union([z.ipv4(), z.ipv6()]).nullish(),
    userAgent: safeText(256, 0).nullish(),
    codec: safeText(32, 0).nullish(),
  })
  .refine((r) => r.endedAt >= r.startedAt, { path: ['endedAt'], message: 'must not lie before startedAt' })
  .refine((r) => !r.answeredAt || (r.answeredAt >= r.startedAt && r.answeredAt <= r.endedAt), {
    path: ['answeredAt'],
    message: 'must lie between startedAt and endedAt',
  })
  .refine((r) => r.disposition !== 'answered' || r.answeredAt, {
    path: ['answeredAt'],
    message: 'must be given for an answered call',
  })
  .meta({ id: 'NativeCallRecord' });
export type NativeCallRecord = z.input<typeof NativeCallRecord>;
