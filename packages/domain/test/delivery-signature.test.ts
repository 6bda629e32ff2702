import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import {
  honouredDelayMs,
  nextDelayMs,
  RETRY_DELAYS_SECONDS,
  retryAfterMs,
} from '../src/delivery/retry-schedule.ts';
import { newSecret, signMessage, verifyMessage } from '../src/delivery/signature.ts';

describe('a signature', () => {
  test('is accepted by the library of Standard Webhooks for any body', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        const secret = newSecret();
        const headers = signMessage('dlv_1', new Date(), Buffer.from(body), [secret]);
        expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
      }),
      { numRuns: 50 },
    );
  });

  test('stands once for each secret while one is replaced by another', () => {
    const [next, previous] = [newSecret(), newSecret()];
    const headers = signMessage('dlv_1', new Date(), Buffer.from('{}'), [next, previous]);
    for (const secret of [next, previous]) expect(new Webhook(secret).verify('{}', headers)).toEqual({});
    expect(() => new Webhook(newSecret()).verify('{}', headers)).toThrow();
  });

  test('made by the library passes our own check, and a changed body, another secret or an old message do not', () => {
    const secret = newSecret();
    const now = new Date();
    const headers = {
      'webhook-id': 'dlv_1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': `v1a,xx ${new Webhook(secret).sign('dlv_1', now, '{"a":1}')}`,
    };
    expect(verifyMessage(headers, '{"a":1}', secret, now)).toBe(true);
    expect(verifyMessage(headers, '{"a":2}', secret, now)).toBe(false);
    expect(verifyMessage(headers, '{"a":1}', newSecret(), now)).toBe(false);
    expect(verifyMessage(headers, '{"a":1}', secret, new Date(now.getTime() + 301_000))).toBe(false);
    expect(verifyMessage({}, '{"a":1}', secret, now)).toBe(false);
  });

  test('has a secret of 32 bytes', () => {
    expect(newSecret()).toMatch(/^whsec_/);
    expect(Buffer.from(newSecret().slice(6), 'base64')).toHaveLength(32);
  });
});

describe('the retry schedule', () => {
  test('makes ten attempts and then ends', () => {
    const delays = Array.from({ length: 10 }, (_, made) => nextDelayMs(made + 1, RETRY_DELAYS_SECONDS, 0.5));
    expect(delays).toEqual(
      [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
        .map((s) => s * 1000)
        .concat(undefined as never),
    );
  });

  test('spreads each delay by a fifth to both sides', () => {
    expect(nextDelayMs(1, RETRY_DELAYS_SECONDS, 0)).toBe(4000);
    expect(nextDelayMs(1, RETRY_DELAYS_SECONDS, 1)).toBe(6000);
  });

  const now = new Date('2026-11-25T12:00:00Z');
  test.each([
    ['120', 120_000],
    ['0', 0],
    ['Wed, 25 Nov 2026 12:10:00 GMT', 600_000],
    ['Wed, 25 Nov 2020 12:10:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
    ['1e9', undefined],
    [undefined, undefined],
  ])('reads Retry-After %s as %s ms', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));

  test('honours Retry-After between the delay that was due and a day', () => {
    expect(honouredDelayMs(1_000, 5_000)).toBe(5_000);
    expect(honouredDelayMs(60_000, 5_000)).toBe(60_000);
    expect(honouredDelayMs(9_999_999_999, 5_000)).toBe(86_400_000);
  });
});
