import { z } from 'zod';
import * as f from '../fields/index.ts';
import { limitType } from './limit.ts';

export const attentionKinds = [
  'balanceUsedUp',
  'limitReached',
  'consumerDisabled',
  'consumerFailing',
  'destinationDown',
  'requestFailed',
  'balanceLow',
  'limitNear',
  'requestHeld',
  'quarantine',
  'unrated',
  'domainPending',
  'apiKeyExpiring',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** Nobody counts further: so many things of a kind, so many records of a source. */
export const ATTENTION_COUNT_MAX = 200;
export const ATTENTION_RECORDS_MAX = 1_000;
export const ATTENTION_TOP_MAX = 100;

const AttentionItem = z
  .strictObject({
    customerId: f.id('customer').meta({ description: 'Whose it is' }),
    customerName: f.safeText(100),
    thingId: z.string().nullable().meta({
      description:
        'Id of the limit, consumer, destination, request, source, domain or key; null where it is about the customer',
    }),
    name: z.string().nullable().meta({
      description:
        'URL of a consumer, name of a destination, source, domain or key, username where a limit is of a user',
    }),
    since: f.timestamp.nullable().meta({ description: 'Of a key: when it ends' }),
    value: f.signedMoney.nullable().meta({
      description:
        'The balance, what a limit has come to, or how many records or calls (at most 1,000 records)',
    }),
    of: f.signedMoney.nullable().meta({
      description: 'What it is held against: the threshold, or less than nothing by the credit limit',
    }),
    currency: f.currency.nullable().meta({ description: 'Where value is an amount of money' }),
    limitType: limitType.nullable(),
    detail: z.string().nullable().meta({ description: 'Why: the last error, or why it was disabled' }),
  })
  .meta({ id: 'AttentionItem' });

/** What somebody has to act on, or soon will, in a customer's subtree. */
export const Attention = z
  .strictObject({
    customerId: f.id('customer'),
    at: f.timestamp,
    groups: z
      .array(
        z.strictObject({
          kind: z.enum(attentionKinds),
          severity: z.enum(['urgent', 'soon']),
          count: f.integer(1, ATTENTION_COUNT_MAX).meta({ description: '200 means that many or more' }),
          items: z.array(AttentionItem).min(1).max(ATTENTION_TOP_MAX).meta({
            description: 'The newest first; where there are more than 200, of those that were found first',
          }),
        }),
      )
      .max(attentionKinds.length)
      .meta({ description: 'Only those that hold something, the urgent first' }),
  })
  .meta({ id: 'Attention' });
export type Attention = z.input<typeof Attention>;
export type AttentionGroup = Attention['groups'][number];
export type AttentionItem = AttentionGroup['items'][number];
