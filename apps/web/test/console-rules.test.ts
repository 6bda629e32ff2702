import { describe, expect, test } from 'vitest';
import { isForeign } from '../src/auth/foreign-origin.ts';
import { periodOf } from '../src/components/requests/period.ts';
import { formatBytes, formatMoney, formatTime } from '../src/lib/format.ts';
import { fromLocalField, toLocalField } from '../src/lib/local-field.ts';
import { makePassword } from '../src/lib/make-password.ts';
import { safeNext, signInAddress } from '../src/lib/sign-in-address.ts';

describe('where signing in leads to', () => {
  const outside = [
    undefined,
    '',
    'customers',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-in?next=/x',
    '/api/auth/signout',
  ];
  test.each(outside)('%j leads home', (next) => {
    expect(new URL(safeNext(next), 'https://own.example').origin).toBe('https://own.example');
    expect(safeNext(next)).toBe('/');
  });
  test.each(['/customers/cus_1/users?sort=-username#x', '/', '/sign-inside'])('%s is kept', (next) => {
    expect(safeNext(next)).toBe(next);
  });
  test('the address of the page comes back through the sign-in page whole', () => {
    const address = signInAddress('/a?b=c&d=e', true);
    expect(new URL(address, 'https://own.example').searchParams.get('next')).toBe('/a?b=c&d=e');
  });
});

describe('a request of another site', () => {
  const from = (headers: Record<string, string>) =>
    isForeign(new Request('http://127.0.0.1:3000/api/trpc/x', { headers }), 'https://console.example');
  test.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://console.example' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: 'http://localhost:3000', host: 'localhost:3000' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, true],
    [{ 'sec-fetch-site': 'same-site' }, true],
    [{ origin: 'https://evil.example', host: 'localhost:3000' }, true],
    [{ origin: 'https://console.example.evil.example' }, true],
    [{ origin: 'null' }, true],
  ])('%j is foreign: %s', (headers, expected) => {
    expect(from(headers)).toBe(expected);
  });
});

describe('the periods of an order', () => {
  const now = new Date(2026, 2, 29, 12, 34, 56);
  test.each<[Parameters<typeof periodOf>[0], string, string]>([
    ['today', '2026-03-29T00:00', ''],
    ['yesterday', '2026-03-28T00:00', '2026-03-29T00:00'],
    ['thisMonth', '2026-03-01T00:00', ''],
    ['lastMonth', '2026-02-01T00:00', '2026-03-01T00:00'],
  ])('%s', (preset, from, to) => {
    expect(periodOf(preset, now)).toEqual({ from, to });
  });
  test('the last 24 hours are 24 hours, whatever the clocks do', () => {
    expect(periodOf('last24h', now).from).toBe(toLocalField(new Date(now.getTime() - 86_400_000)));
  });
});

describe('a field of date and time', () => {
  test.each([
    ['2026-11-25T09:30:00.000Z', 'Europe/Amsterdam', '2026-11-25T10:30'],
    ['2026-11-25T09:30:00.000Z', 'UTC', '2026-11-25T09:30'],
    ['2026-07-01T02:15:00.000Z', 'America/New_York', '2026-06-30T22:15'],
    // The hours around those in which clocks are changed.
    ['2026-03-29T00:59:00.000Z', 'Europe/Amsterdam', '2026-03-29T01:59'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Amsterdam', '2026-03-29T03:00'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Amsterdam', '2026-10-25T02:30'],
    ['2026-11-25T18:45:00.000Z', 'Asia/Kathmandu', '2026-11-26T00:30'],
  ])('holds %s in %s as %s, and back', (iso, timeZone, field) => {
    expect(toLocalField(new Date(iso), timeZone)).toBe(field);
    expect(fromLocalField(field, timeZone)).toBe(iso);
  });
  test('hands on what is no time, for the contract to judge', () => {
    expect(fromLocalField('soon', 'UTC')).toBe('soon');
  });
});

describe('how things are written', () => {
  test('times in the time zone of the reader', () => {
    expect(formatTime('2026-01-31T23:30:00Z', 'Europe/Amsterdam')).toBe('1 Feb 2026, 00:30');
    expect(formatTime('2026-01-31T23:30:00Z', 'America/New_York')).toBe('31 Jan 2026, 18:30');
  });
  test('money as it came, with its thousands grouped', () => {
    expect(formatMoney('1234567890123.5', 'EUR')).toBe('1,234,567,890,123.50 EUR');
    expect(formatMoney('-1234', 'GBP')).toBe('-1,234.00 GBP');
    expect(formatMoney('0.000125', 'EUR')).toBe('0.000125 EUR');
  });
  test('sizes', () => {
    expect([0, 999, 1000, 535_400, 2_000_000].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '535.4 kB',
      '2.0 MB',
    ]);
  });
});

test('generated passwords fit what the server asks of them, and are never the same', () => {
  const made = Array.from({ length: 500 }, makePassword);
  for (const password of made) {
    expect(password).toMatch(/^([a-km-zA-HJ-NP-Z2-9]{5}-){3}[a-km-zA-HJ-NP-Z2-9]{5}$/);
    expect(new Set(password).size).toBeGreaterThanOrEqual(8);
  }
  expect(new Set(made).size).toBe(made.length);
});
