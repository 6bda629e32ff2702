import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as f from '../src/index.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe('ids', () => {
  const uuid = '019ab5f4-7c1d-7e3f-8a2b-0123456789ab';

  it('are the uuid in 26 characters and come back unchanged', () => {
    const wire = f.encodeId('customer', uuid);
    expect(wire).toMatch(/^cus_[0-7][0-9a-z]{25}$/);
    expect(f.id('customer').parse(wire)).toBe(uuid);
    expect(f.decodeId('customer', wire)).toBe(uuid);
  });

  it('sort as their uuids do', () => {
    const uuids = [
      '00000000-0000-7000-8000-000000000000',
      uuid,
      '019ab5f4-7c1d-7e3f-8a2b-0123456789ac',
      'ffffffff-ffff-7fff-bfff-ffffffffffff',
    ];
    const texts = uuids.map(f.uuidToBase32);
    expect([...texts].sort()).toEqual(texts);
  });

  it.each([
    'usr_01kaz4x0e8v9q5h2c7t1m6n3pr',
    'cus_01kaz4x0e8v9q5h2c7t1m6n3p',
    'cus_81kaz4x0e8v9q5h2c7t1m6n3pr',
    'cus_01KAZ4X0E8V9Q5H2C7T1M6N3PR',
    'cus_01kaz4x0e8v9q5h2c7t1m6n3pu',
    '',
  ])('refuses %s as a customer id', (text) => {
    expect(accepts(f.id('customer'), text)).toBe(false);
    expect(f.decodeId('customer', text)).toBeUndefined();
  });
});

const cases: [name: string, schema: z.ZodType, good: unknown[], bad: unknown[]][] = [
  [
    'queryInteger',
    f.queryInteger(1, 200),
    ['1', '200'],
    ['0', '201', '0x10', '1e2', ' 1', '+1', '1.0', '', '01', 1, ['1'], true],
  ],
  ['integer', f.integer(0, 10), [0, 10], [-1, 11, 1.5, '1', 2 ** 53 + 1, Number.NaN, null]],
  [
    'safeText',
    f.safeText(5),
    ['a', 'žluť', '👍'],
    ['', 'abcdef', 'a\u0000', 'a\nb', '\ud800', 'x\udc00y', 5],
  ],
  [
    'money',
    f.money,
    ['0', '0.000001', '12.5', '999999999999'],
    ['-1', '1.', '.5', '01', '1e3', '0x1', '1.0000001', '1000000000000', 1.5, ''],
  ],
  ['signedMoney', f.signedMoney, ['-1.5', '0'], ['--1', '+1', '-']],
  ['price', f.price, ['0.01250000', '0'], ['0.000000001', '-0.1', '1000000']],
  [
    'e164',
    f.e164,
    ['+31201234567', '+1201555'],
    ['31201234567', '+0120123456', '+3120abc', '+312', '+3120123456789012', '+3120 123456'],
  ],
  ['prefix', f.prefix, ['1', '3120'], ['+31', '0', '', '31a', '1234567890123456']],
  [
    'fqdn',
    f.fqdn,
    ['sip.example.com', 'a.b-c.nl'],
    ['localhost', 'SIP.example.com', 'a..b', '-a.com', 'a.com.', 'a_b.com', '10.0.0.1', 'x.1'],
  ],
  [
    'timestamp',
    f.timestamp,
    ['2026-02-28T00:00:00Z', '2026-11-25T09:30:00.123Z'],
    [
      '2026-02-30T00:00:00Z',
      '2026-11-25',
      '2026-11-25T09:30:00+01:00',
      '2026-11-25T09:30:00.1234Z',
      '1970-01-01T00:00:00Z',
      '2300-01-01T00:00:00Z',
      0,
    ],
  ],
  ['timeZone', f.timeZone, ['Europe/Amsterdam', 'UTC'], ['Mars/Olympus', '+01:00', 'Europe/Amsterdam\n', '']],
  ['country', f.country, ['NL', 'GB'], ['nl', 'XX1', 'QX', 'NLD']],
  ['currency', f.currency, ['EUR', 'USD'], ['eur', 'XYZ', 'EURO']],
  [
    'httpUrl',
    f.httpUrl,
    ['https://example.com/cdr?x=1', 'http://127.0.0.1:9000/'],
    [
      'javascript:alert(1)',
      'ftp://example.com',
      'https://user:pw@example.com',
      'https://example.com/#x',
      'https://exam ple.com',
      '//example.com',
      'https://example.com/\r\nx',
    ],
  ],
  [
    'sipUsername',
    f.sipUsername,
    ['desk-101', '100', 'a.b+c~d'],
    ['', ' a', 'a b', 'a@b', 'a\r\nVia: x', '"x"', 'ž'],
  ],
  [
    'metadata',
    f.metadata,
    [{}, { crm: 'A-1' }],
    [{ 'a b': 'x' }, { a: 1 }, Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v']))],
  ],
];

describe.each(cases)('%s', (_name, schema, good, bad) => {
  it.each(good)('takes %j', (value) => expect(accepts(schema, value)).toBe(true));
  it.each(bad)('refuses %j', (value) => expect(accepts(schema, value)).toBe(false));
});

describe('emergency numbers', () => {
  const countries = Object.entries(f.emergencyNumbers);

  it.each(countries)('of %s are short, each once, in order', (code, numbers) => {
    expect(accepts(f.country, code)).toBe(true);
    expect(numbers.length).toBeGreaterThan(0);
    for (const number of numbers) expect(number).toMatch(/^\d{2,5}$/);
    expect([...new Set(numbers)]).toEqual(numbers);
  });

  it.each([
    ['112', 'NL', true],
    ['112', 'DE', true],
    ['110', 'DE', true],
    ['110', 'NL', false],
    ['999', 'GB', true],
    ['911', 'US', true],
    ['000', 'AU', true],
    ['112', 'QQ', false],
    ['112', 'constructor', false],
    ['', 'NL', false],
  ])('%s in %s: %s', (dialed, code, is) => expect(f.isEmergencyNumber(dialed, code)).toBe(is));
});
