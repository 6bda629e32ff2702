import { afterEach, describe, expect, it } from 'vitest';
import {
  ApiProblem,
  ConnectionError,
  Strowger,
  type StrowgerOptions,
  UnexpectedReply,
} from '../src/index.ts';
import { askedDelaySeconds, backoff, delayBefore } from '../src/retry.ts';
import { problem, type Step, startScriptedServer } from './scripted-server.ts';

const key = 'strow_test_0123456789';
const customerId = 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr';
const found = { body: [{ id: customerId, name: 'Found' }] };
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function against(script: Step[], options: Partial<StrowgerOptions> = {}) {
  const server = await startScriptedServer(...script);
  open.push(server);
  return { server, client: new Strowger({ url: server.url, key, backoffMs: () => 5, ...options }) };
}

describe('what passes is tried again', () => {
  const passing: [string, Step][] = [
    ['a connection that breaks', 'break'],
    ['429', problem('tooManyRequests', { 'retry-after': '0' })],
    ['502 of a proxy', { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad</h1>' }],
    ['503', problem('unavailable')],
    ['504 of a proxy', { status: 504, headers: { 'content-type': 'text/html' }, body: '' }],
    ['an Idempotency-Key in flight', problem('idempotencyInFlight')],
    ['half an answer', 'half'],
  ];
  it.each(passing)('%s', async (_, step) => {
    const { server, client } = await against([step, step, found]);
    expect(await client.getCustomer({ customerId })).toMatchObject({ name: 'Found' });
    expect(server.seen).toHaveLength(3);
  });

  it('an answer that does not come in time', async () => {
    const { server, client } = await against(['hang', found], { timeoutSeconds: 0.2 });
    expect(await client.getCustomer({ customerId })).toMatchObject({ name: 'Found' });
    expect(server.seen).toHaveLength(2);
  });

  it('and a change with the same Idempotency-Key each time, another one for another change', async () => {
    const { server, client } = await against(['break', problem('unavailable'), found]);
    await client.updateCustomer({ customerId, name: 'New' });
    await client.updateCustomer({ customerId, name: 'New' });
    const keys = server.seen.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys[3]).not.toBe(keys[0]);
    expect(server.seen.map(({ body }) => body)).toEqual(Array(4).fill('{"name":"New"}'));
  });

  it('and an order of call records, which is a GET that makes something', async () => {
    const { server, client } = await against(['break', { status: 202, body: [{ id: 'crr_1' }] }]);
    await client.getCallRecords({ consumer: 'con_1', from: new Date('2026-11-01T00:00:00Z') });
    const [first, second] = server.seen;
    expect(first?.path).toBe('/v1/call-records?consumer=con_1&from=2026-11-01T00%3A00%3A00.000Z');
    expect(first?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it('a read carries no Idempotency-Key, the caller’s own is kept', async () => {
    const { server, client } = await against([found]);
    await client.getCustomer({ customerId });
    await client.updateCustomer({ customerId }, { idempotencyKey: 'mine', ifVersion: 7 });
    expect(server.seen[0]?.headers).not.toHaveProperty('idempotency-key');
    expect(server.seen[1]?.headers).toMatchObject({ 'idempotency-key': 'mine', 'if-match': '"v7"' });
  });
});

describe('what does not pass is not', () => {
  it.each(['validation', 'notFound', 'conflict', 'staleVersion', 'internal'] as const)('%s', async (code) => {
    const { server, client } = await against([problem(code)]);
    const error = await client.getCustomer({ customerId }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ code, requestId: 'req-1', detail: 'Said in detail.', errors: [] });
    expect(server.seen).toHaveLength(1);
  });

  it('a streamed body: it is sent once', async () => {
    const { server, client } = await against([problem('unavailable')]);
    const body = { mediaType: 'application/x-ndjson', content: '{}\n' };
    await expect(client.ingestCallRecords({ source: 'pbx-1' }, body)).rejects.toMatchObject({ status: 503 });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('a redirect: the key goes nowhere else', async () => {
    const other = await startScriptedServer(found);
    open.push(other);
    const { client } = await against([{ status: 302, headers: { location: `${other.url}/v1/customers` } }]);
    await expect(client.getCustomer({ customerId })).rejects.toBeInstanceOf(UnexpectedReply);
    expect(other.seen).toEqual([]);
  });

  it('what the caller aborts, be it while it waits', async () => {
    const { server, client } = await against(['hang']);
    const stop = new AbortController();
    const call = client.getCustomer({ customerId }, { signal: stop.signal });
    await expect.poll(() => server.seen.length).toBe(1);
    stop.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    const waiting = await against([problem('unavailable')], { backoffMs: () => 60_000 });
    const late = new AbortController();
    const second = waiting.client.getCustomer({ customerId }, { signal: late.signal });
    await expect.poll(() => waiting.server.seen.length).toBe(1);
    late.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    expect([server.seen.length, waiting.server.seen.length]).toEqual([1, 1]);
  });
});

describe('it ends', () => {
  it('after maxRetries, with the last problem', async () => {
    const { server, client } = await against([problem('unavailable')]);
    await expect(client.getCustomer({ customerId })).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.seen).toHaveLength(4);
    await expect(client.getCustomer({ customerId }, { maxRetries: 0 })).rejects.toBeInstanceOf(ApiProblem);
    expect(server.seen).toHaveLength(5);
  });

  it('at once where the server asks for more than a minute, and says when', async () => {
    const { server, client } = await against([problem('tooManyRequests', { 'retry-after': '3600' })]);
    await expect(client.getCustomer({ customerId })).rejects.toMatchObject({ retryAfterSeconds: 3600 });
    expect(server.seen).toHaveLength(1);
  });

  it('where nobody listens, with the reason', async () => {
    const { server, client } = await against([found], { maxRetries: 1 });
    await server.close();
    const error = await client.getCustomer({ customerId }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ attempts: 2, timedOut: false });
    expect((error as Error).message).toBe(`${server.url} cannot be reached: ECONNREFUSED, tried 2 times.`);
  });

  it('where nobody answers in time, and says so', async () => {
    const { client } = await against(['hang'], { timeoutSeconds: 0.1, maxRetries: 0 });
    await expect(client.getCustomer({ customerId })).rejects.toMatchObject({ timedOut: true });
  });
});

describe('the delay', () => {
  it('grows to a bound, with full jitter', () => {
    const samples = (attempt: number) => Array.from({ length: 500 }, () => backoff(attempt));
    for (const [attempt, bound] of [
      [1, 500],
      [2, 1_000],
      [3, 2_000],
      [9, 8_000],
    ] as const) {
      expect(Math.max(...samples(attempt))).toBeLessThanOrEqual(bound);
      expect(Math.max(...samples(attempt))).toBeGreaterThan(bound * 0.8);
      expect(Math.min(...samples(attempt))).toBeLessThan(bound * 0.2);
    }
  });

  it('is never shorter than the server asks', () => {
    expect(delayBefore(1, 7, () => 400)).toBe(7_250);
    expect(delayBefore(1, undefined, () => 400)).toBe(400);
    expect(delayBefore(1, 61, () => 400)).toBeUndefined();
  });

  it('is read from Retry-After in seconds or as a date, else from a RateLimit that is used up', () => {
    const now = Date.parse('2026-11-25T12:00:00Z');
    const asked = (headers: Record<string, string>) => askedDelaySeconds(new Headers(headers), now);
    expect(asked({ 'retry-after': '12' })).toBe(12);
    expect(asked({ 'retry-after': 'Wed, 25 Nov 2026 12:00:30 GMT' })).toBe(30);
    expect(asked({ ratelimit: '"key";r=0;t=42' })).toBe(42);
    expect(asked({ ratelimit: '"key";r=10;t=42' })).toBeUndefined();
    expect(asked({})).toBeUndefined();
  });
});
