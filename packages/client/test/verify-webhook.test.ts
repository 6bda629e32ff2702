import { gzipSync } from 'node:zlib';
import { Webhook } from 'standardwebhooks';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { verifyWebhook, type WebhookEvent, WebhookVerificationError } from '../src/index.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const sentAt = new Date('2026-11-25T12:00:00Z');
const event = {
  type: 'call_records.batch',
  timestamp: sentAt.toISOString(),
  data: { requestId: 'crr_1', sequence: 1, recordCount: 1, records: [{ id: 'cdr_1', callerName: 'Zoë' }] },
};
const body = JSON.stringify(event);

/** Signed by the library of Standard Webhooks. */
function signed(text = body, by = [secret], at = sentAt) {
  const signature = by.map((one) => new Webhook(one).sign('dlv_1', at, text)).join(' ');
  const seconds = String(Math.floor(at.getTime() / 1000));
  return { 'webhook-id': 'dlv_1', 'webhook-timestamp': seconds, 'webhook-signature': signature };
}
const fault = (attempt: () => unknown) => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.fault;
    throw error;
  }
  return 'accepted';
};
const now = sentAt;

describe('what the library of Standard Webhooks signed is accepted', () => {
  it.each([
    ['text and Node’s headers', body, signed()],
    ['bytes and a Headers', Buffer.from(body), new Headers(signed())],
    ['bytes of a view', new Uint8Array(Buffer.from(`xx${body}`)).subarray(2), signed()],
    ['with two signatures while a secret is replaced', body, signed(body, [other, secret])],
  ])('%s', (_, payload, headers) => {
    expect(verifyWebhook(payload, headers, secret, { now })).toEqual(event);
  });

  it('by any of several secrets', () => {
    expect(verifyWebhook(body, signed(), [other, secret], { now })).toEqual(event);
  });

  it('within the tolerance in either direction', () => {
    for (const seconds of [-299, 299]) {
      const then = new Date(sentAt.getTime() + seconds * 1000);
      expect(verifyWebhook(body, signed(), secret, { now: then })).toEqual(event);
    }
    const late = new Date(sentAt.getTime() + 3_600_000);
    expect(verifyWebhook(body, signed(), secret, { now: late, toleranceSeconds: 3600 })).toEqual(event);
  });
});

describe('what is not right is refused, and why', () => {
  const cases: [string, string, () => unknown][] = [
    ['another body', 'forged', () => verifyWebhook(`${body} `, signed(), secret, { now })],
    ['another secret', 'forged', () => verifyWebhook(body, signed(body, [other]), secret, { now })],
    [
      'another id',
      'forged',
      () => verifyWebhook(body, { ...signed(), 'webhook-id': 'dlv_2' }, secret, { now }),
    ],
    ['no secret at all', 'forged', () => verifyWebhook(body, signed(), [], { now })],
    [
      'a signature of another scheme',
      'forged',
      () => verifyWebhook(body, { ...signed(), 'webhook-signature': 'v1a,AAAA v2,BBBB' }, secret, { now }),
    ],
    [
      'an old one that comes again',
      'expired',
      () => verifyWebhook(body, signed(), secret, { now: new Date(sentAt.getTime() + 301_000) }),
    ],
    ['one that is old by the real clock', 'expired', () => verifyWebhook(body, signed(), secret)],
    [
      'a timestamp that is none',
      'malformed',
      () => verifyWebhook(body, { ...signed(), 'webhook-timestamp': '1e9' }, secret, { now }),
    ],
    ['a missing header', 'missing', () => verifyWebhook(body, { 'webhook-id': 'dlv_1' }, secret, { now })],
    [
      'a signed body that is no message',
      'malformed',
      () => verifyWebhook('[]', signed('[]'), secret, { now }),
    ],
  ];
  it.each(cases)('%s', (_, expected, attempt) => {
    expect(fault(attempt)).toBe(expected);
  });

  it('never with the secret in the error', () => {
    expect(() => verifyWebhook(body, signed(), other, { now })).not.toThrow(other.slice(6));
  });
});

describe('records whose metadata stands in headers', () => {
  const about = {
    'strowger-type': 'call_records.batch',
    'strowger-timestamp': sentAt.toISOString(),
    'strowger-request-id': 'crr_1',
    'strowger-sequence': '2',
    'strowger-record-count': '2',
  };
  const lines = '{"id":"cdr_1"}\n{"id":"cdr_2"}\n';
  const asLines = { ...signed(lines), ...about, 'content-type': 'application/x-ndjson' };

  it('lines of JSON give what a consumer of JSON gets', () => {
    expect(verifyWebhook(lines, asLines, secret, { now })).toEqual({
      type: 'call_records.batch',
      timestamp: sentAt.toISOString(),
      data: { requestId: 'crr_1', sequence: 2, recordCount: 2, records: [{ id: 'cdr_1' }, { id: 'cdr_2' }] },
    });
  });

  it('live ones have no request', () => {
    const live = { ...asLines, 'strowger-type': 'call_record.created' };
    expect(verifyWebhook(lines, live, secret, { now })).toMatchObject({
      type: 'call_record.created',
      data: { recordCount: 2 },
    });
  });

  it('CSV is text with what it belongs to', () => {
    const csv = 'id,from\r\ncdr_1,"Zoë, the second"\r\n';
    const headers = { ...signed(csv), ...about, 'content-type': 'text/csv; charset=utf-8; header=present' };
    const message = verifyWebhook(csv, headers, secret, { now });
    expect(message).toMatchObject({
      type: 'csv',
      of: 'call_records.batch',
      data: { sequence: 2, recordCount: 2, csv },
    });
    if (message.type === 'csv') expectTypeOf(message.data.csv).toEqualTypeOf<string>();
  });

  it('compressed or unpacked already, the signature is over what was compressed', () => {
    const headers = { ...asLines, 'content-encoding': 'gzip' };
    const unpacked = verifyWebhook(lines, headers, secret, { now });
    expect(verifyWebhook(gzipSync(lines), headers, secret, { now })).toEqual(unpacked);
    const cut = gzipSync(lines).subarray(0, 20);
    expect(fault(() => verifyWebhook(cut, headers, secret, { now }))).toBe('malformed');
  });

  it('what is neither is refused', () => {
    const headers = { ...signed('{oops'), ...about, 'content-type': 'application/x-ndjson' };
    expect(fault(() => verifyWebhook('{oops', headers, secret, { now }))).toBe('malformed');
  });
});

it('the library of Standard Webhooks accepts the same', () => {
  const fresh = signed(body, [secret], new Date());
  expect(new Webhook(secret).verify(body, fresh)).toEqual(verifyWebhook(body, fresh, secret));
});

it('the type of a message tells its data', () => {
  const message = verifyWebhook(body, signed(), secret, { now });
  expectTypeOf(message).toEqualTypeOf<WebhookEvent>();
  if (message.type === 'call_records.completed')
    expectTypeOf(message.data.batchCount).toEqualTypeOf<number>();
  if (message.type === 'call_records.batch') expect(message.data.records[0]?.callerName).toBe('Zoë');
});
