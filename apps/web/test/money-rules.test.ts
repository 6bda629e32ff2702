import { describe, expect, test } from 'vitest';
import { addAmounts, balanceState, millionths } from '../src/components/ledger/amounts.ts';
import { monthBegins, shiftMonth, usageSpan } from '../src/components/usage/period.ts';

describe('amounts', () => {
  test('are added exactly, to the last decimal', () => {
    expect(addAmounts('0.1', '0.2')).toBe('0.3');
    expect(addAmounts('999999999999.999999', '0.000001')).toBe('1000000000000');
    expect(addAmounts('-12.50', '12.5')).toBe('0');
    expect(addAmounts('-0.25', '0.1')).toBe('-0.15');
    expect(addAmounts('10', '')).toBe('10');
    expect(millionths('1e3')).toBeUndefined();
  });
  test('a balance is low at its threshold, and used up where nothing is left of balance and credit', () => {
    const customer = {
      billingMode: 'prepaid',
      balance: '20.01',
      creditLimit: '0',
      lowBalanceThreshold: '20.00',
    } as const;
    expect(balanceState(customer)).toBe('fine');
    expect(balanceState({ ...customer, balance: '20' })).toBe('low');
    expect(balanceState({ ...customer, balance: '-5', creditLimit: '5.00' })).toBe('usedUp');
    expect(balanceState({ ...customer, balance: '-5', creditLimit: '5.01' })).toBe('low');
    expect(
      balanceState({ ...customer, balance: '-5', billingMode: 'postpaid', lowBalanceThreshold: null }),
    ).toBe('fine');
  });
});

describe('the months of usage', () => {
  test('begin where the reader is, on the first, in any time zone', () => {
    const begins = (zone: string) => monthBegins('2026-11', zone).toISOString();
    expect(begins('UTC')).toBe('2026-11-01T00:00:00.000Z');
    expect(begins('Europe/Amsterdam')).toBe('2026-10-31T23:00:00.000Z');
    expect(begins('Pacific/Kiritimati')).toBe('2026-10-31T10:00:00.000Z');
    expect(begins('Pacific/Niue')).toBe('2026-11-01T11:00:00.000Z');
    expect(begins('Etc/GMT+12')).toBe('2026-11-01T12:00:00.000Z');
    // Usage is kept by whole hours: the month begins in this one.
    expect(begins('Asia/Kolkata')).toBe('2026-10-31T18:00:00.000Z');
  });
  test('are counted over the years', () => {
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
    expect(shiftMonth('2025-11', 14)).toBe('2027-01');
  });
  test('a month under way is compared with as much of the month before', () => {
    const now = new Date('2026-03-31T10:00:00Z');
    const span = usageSpan('month', '2026-03', now, 'Europe/Amsterdam');
    expect(span.isPresent).toBe(true);
    expect(span.slots).toHaveLength(31);
    // The day with 23 hours is one day.
    expect(span.to.toISOString()).toBe('2026-03-31T22:00:00.000Z');
    expect(span.before.from.toISOString()).toBe('2026-01-31T23:00:00.000Z');
    // February is shorter: it is compared as a whole.
    expect(span.before.to).toEqual(span.from);
    const early = usageSpan('month', '2026-03', new Date('2026-03-02T10:00:00Z'), 'UTC');
    expect(early.before.to.toISOString()).toBe('2026-02-02T11:00:00.000Z');
  });
  test('a year is the twelve months that end with one, against the twelve before', () => {
    const span = usageSpan('year', '2026-02', new Date('2026-11-25T10:00:00Z'), 'UTC');
    expect(span).toMatchObject({ isPresent: false, step: 'month' });
    expect(span.slots.map((slot) => slot.toISOString().slice(0, 7))).toEqual([
      '2025-03',
      '2025-04',
      '2025-05',
      '2025-06',
      '2025-07',
      '2025-08',
      '2025-09',
      '2025-10',
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect([span.before.from, span.before.to]).toEqual([
      new Date('2024-03-01T00:00:00Z'),
      new Date('2025-03-01T00:00:00Z'),
    ]);
  });
});
