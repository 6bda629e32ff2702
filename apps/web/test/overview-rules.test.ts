import { describe, expect, test } from 'vitest';
import { niceMax } from '../src/components/charts/nice-max.ts';
import { addressOf, asrDropOf, detailOf } from '../src/components/overview/concerns.ts';
import { changeOf, rowsBySlot } from '../src/components/overview/figures.ts';
import { slotsOf, spanOf } from '../src/components/overview/period.ts';
import { startOfDay } from '../src/lib/days.ts';
import { formatAmount, formatDuration } from '../src/lib/format.ts';
import type { AttentionItem, Usage, UsageRow } from '../src/lib/wire.ts';
import { text } from '../src/messages/overview.ts';

const iso = (date: Date | undefined) => date?.toISOString();

describe('the day of a moment', () => {
  test.each([
    ['2026-11-25T08:15:30.500Z', 'Europe/Amsterdam', '2026-11-24T23:00:00.000Z'],
    ['2026-11-25T08:15:30Z', 'UTC', '2026-11-25T00:00:00.000Z'],
    ['2026-11-25T02:00:00Z', 'America/New_York', '2026-11-24T05:00:00.000Z'],
    // The clock went forwards, and back, at three in the morning of these days.
    ['2026-03-29T20:00:00Z', 'Europe/Amsterdam', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25T20:00:00Z', 'Europe/Amsterdam', '2026-10-24T22:00:00.000Z'],
    ['2026-11-25T08:00:00Z', 'Asia/Kolkata', '2026-11-24T18:30:00.000Z'],
    // There is no midnight on this day: it begins at one.
    ['2026-09-06T12:00:00Z', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ])('%s in %s began at %s', (moment, timeZone, began) => {
    expect(iso(startOfDay(new Date(moment), timeZone))).toBe(began);
  });
});

describe('the periods of the overview', () => {
  const now = new Date('2026-11-25T08:15:00Z');
  test('today ends with the hour that is under way, and is held against yesterday until then', () => {
    const span = spanOf('today', now, 'Europe/Amsterdam');
    expect([span.from, span.to, span.before.from, span.before.to].map(iso)).toEqual([
      '2026-11-24T23:00:00.000Z',
      '2026-11-25T09:00:00.000Z',
      '2026-11-23T23:00:00.000Z',
      '2026-11-24T09:00:00.000Z',
    ]);
    expect(slotsOf(span, 'today', 'Europe/Amsterdam')).toHaveLength(24);
  });
  test('a month of days has thirty slots, also where a clock was changed in it', () => {
    const span = spanOf('30d', new Date('2026-11-10T08:15:00Z'), 'Europe/Amsterdam');
    const slots = slotsOf(span, '30d', 'Europe/Amsterdam');
    expect(slots).toHaveLength(30);
    expect(iso(slots[0])).toBe('2026-10-11T22:00:00.000Z');
    expect(iso(slots.at(-1))).toBe('2026-11-09T23:00:00.000Z');
    expect(iso(span.before.from)).toBe('2026-09-11T22:00:00.000Z');
  });
  test.each(['24h', '7d'] as const)(
    'the periods of %s follow each other without a gap in length',
    (period) => {
      const { from, to, before } = spanOf(period, now, 'UTC');
      expect(before.to.getTime() - before.from.getTime()).toBe(to.getTime() - from.getTime());
    },
  );
  test('rows stand in the slot in which they begin, and a slot without calls is empty', () => {
    const slots = ['2026-11-24T23:00:00Z', '2026-11-25T23:00:00Z', '2026-11-26T23:00:00Z'].map(
      (text) => new Date(text),
    );
    const row = { from: '2026-11-25T23:00:00.000Z' } as UsageRow;
    expect(rowsBySlot([row], slots)).toEqual([undefined, row, undefined]);
  });
});

test.each([
  [0, 1],
  [0.04, 0.04],
  [0.07, 0.08],
  [1, 1],
  [170, 200],
  [385, 400],
  [1_001, 1_200],
  [9_999, 10_000],
])('a scale up to %d ends at %d', (largest, end) => {
  expect(niceMax(largest)).toBeCloseTo(end, 10);
});

test.each([
  ['1234.5', '1,234.50 EUR'],
  ['0.005', '0.01 EUR'],
  ['0.0049', '0.00 EUR'],
  ['-0.004', '0.00 EUR'],
  ['-64.2149', '-64.21 EUR'],
  ['99999999999999.995', '100,000,000,000,000.00 EUR'],
])('%s is shown as %s', (amount, shown) => {
  expect(formatAmount(amount, 'EUR')).toBe(shown);
});

test.each([
  [0, '0:00'],
  [123.4, '2:03'],
  [3_725, '1:02:05'],
])('%d seconds are %s', (seconds, shown) => {
  expect(formatDuration(seconds)).toBe(shown);
});

test('a change needs something to compare with', () => {
  expect(changeOf(15, 10)).toBe(0.5);
  expect(changeOf(-5, -10)).toBe(0.5);
  expect(changeOf(5, 0)).toBeNull();
  expect(changeOf(null, 5)).toBeNull();
});

const item: AttentionItem = {
  customerId: 'cus_1',
  customerName: 'Acme',
  thingId: 'lim_1',
  name: null,
  since: '2026-11-25T10:00:00.000Z',
  value: '240.5',
  of: '250',
  currency: 'EUR',
  limitType: 'spend',
  detail: null,
};

test.each([
  ['limitNear', {}, '240.50 EUR of 250.00 EUR, 96.2%', '/customers/cus_1/limits/lim_1'],
  [
    'limitReached',
    { value: '12', of: '0', currency: null },
    '12 of 0, 100.0%',
    '/customers/cus_1/limits/lim_1',
  ],
  ['balanceLow', { thingId: null, value: '-3.2' }, '-3.20 EUR', '/customers/cus_1/ledger'],
  ['consumerFailing', { thingId: 'con_1' }, 'since 25 Nov 2026, 11:00', '/customers/cus_1/consumers/con_1'],
  [
    'quarantine',
    { thingId: 'src_1', value: '1000' },
    '1,000 or more to be looked at',
    '/customers/cus_1/quarantine?source=src_1',
  ],
] as const)(
  '%s is told with its figures and the place where it is mended',
  (kind, fields, detail, address) => {
    const told = { ...item, ...fields };
    expect(detailOf(kind, told, 'Europe/Amsterdam')).toBe(detail);
    expect(addressOf(kind, told)).toBe(address);
  },
);

test('a limit is named by whose it is and what it counts', () => {
  expect(text.sentences.limitNear('Acme', null, 'spend')).toBe('The limit of Acme, spend, is near');
  expect(text.sentences.limitReached('Acme', 'desk-101', 'callAttempts')).toBe(
    'The limit of desk-101, call attempts, is reached',
  );
});

test('an answer-seizure ratio that fell is told where enough calls tell it', () => {
  const total = (seizures: number, answered: number) => ({ seizures, answered }) as Usage['total'];
  expect(asrDropOf(total(100, 40), total(100, 60))).toBe('40.0%, it was 60.0%');
  expect(asrDropOf(total(100, 50), total(100, 60))).toBeNull();
  expect(asrDropOf(total(10, 1), total(100, 60))).toBeNull();
  expect(asrDropOf(total(100, 40), undefined)).toBeNull();
});
