import {
  encodeId,
  type KeyScope,
  keyScopes,
  type OperationId,
  operationIds,
  operationOf,
  Problem,
} from '@strowger/contracts';
import { newId } from '@strowger/domain';
import { makeTree } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

let api: RunningApi;
let key: string;
let customerId: string;
let resellerCaller: Awaited<ReturnType<typeof makeTree>>['reseller'];

beforeAll(async () => {
  api = await startApi();
  const { reseller } = await makeTree(api.domain);
  resellerCaller = reseller;
  customerId = reseller.id;
  key = await makeKey(api.domain, reseller);
});
afterAll(() => api.close());

type Sent = {
  method?: string;
  path: string;
  key?: string | undefined;
  body?: string | Uint8Array;
  type?: string;
  headers?: Record<string, string>;
};

async function send({ method = 'GET', path, key: given = key, body, type, headers = {} }: Sent) {
  const response = await fetch(api.url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(given !== '' && { authorization: `Bearer ${given}` }),
      ...(body !== undefined && { 'content-type': type ?? 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: body as BodyInit }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

/** An error is a problem document with its own status, and never echoes what was sent. */
function expectProblem(
  reply: { status: number; headers: Headers; text: string },
  status: number,
  code?: string,
) {
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(JSON.parse(reply.text));
  expect({ status: reply.status, code: problem.code }).toEqual({ status, code: code ?? problem.code });
  expect(problem.status).toBe(status);
  expect(problem.requestId).toBe(reply.headers.get('x-request-id'));
  return problem;
}

/** A path of the operation with well-formed ids that name nothing. */
const absentPath = (id: OperationId) =>
  `/v1${operationOf(id).path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const kinds: Record<string, string> = { sourceId: 'callRecordSource', requestId: 'callRecordRequest' };
    return encodeId((kinds[name] ?? name.slice(0, -2)) as 'customer', newId(new Date(0)));
  })}`;

const withBody = operationIds.filter((id) => operationOf(id).body);
const withQuery = operationIds.filter((id) => 'limit' in (operationOf(id).query?.shape ?? {}));
const withPathId = operationIds.filter((id) => operationOf(id).path.includes('{'));
const mutations = operationIds.filter((id) => operationOf(id).kind === 'mutation');
const orders = mutations.filter((id) => operationOf(id).method === 'GET');
const jsonMutations = mutations.filter(
  (id) => operationOf(id).method !== 'GET' && !operationOf(id).streamedBody,
);

const json = (id: OperationId) => ({ method: operationOf(id).method, path: absentPath(id) });

describe('malformed paths and methods', () => {
  it.each([
    '/v1/customers/%zz',
    '/v1/customers/%ff',
    '/v1/customers/%00',
    '/v1/customers/a%2Fb',
    '/v1/customers/a%5Cb',
    '/v1//customers',
    '//v1/customers',
    '/v1/customers/%c0%af',
    '/%zz',
  ])('%s is 400', async (path) => {
    const reply = await rawRequest(
      api.port,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`,
    );
    expect([reply.status, reply.headers['content-type']]).toEqual([400, 'application/problem+json']);
  });
  it.each(['TRACE', 'TRACK', 'PROPFIND', 'PUT', 'DELETE'])(
    '%s on a list is 405 with Allow',
    async (method) => {
      const reply = await rawRequest(
        api.port,
        `${method} /v1/customers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      if (method === 'TRACK') expect([400, 405]).toContain(reply.status);
      else expect([reply.status, reply.headers.allow?.includes('GET')]).toEqual([405, true]);
    },
  );
  it.each(['/v1', '/v1/', '/v1/nothing', '/v1/customers/', '/v1/CUSTOMERS', '/v1/customers/x/y/z'])(
    '%s is a 404 problem',
    async (path) => {
      expectProblem(await send({ path }), 404, 'notFound');
    },
  );
  it('an RSC header changes nothing', async () => {
    expect(
      (await send({ path: '/v1/customers', headers: { RSC: '1', 'Next-Router-Prefetch': '1' } })).status,
    ).toBe(200);
  });
});

describe.each(operationIds)('%s', (id) => {
  const operation = operationOf(id);
  it('refuses a caller without a valid key', async () => {
    const { method } = operation;
    for (const given of ['', 'x', `strow_${'A'.repeat(43)}`]) {
      const reply = await send({ method, path: absentPath(id), key: given });
      expectProblem(reply, 401, 'unauthorized');
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    const cookie = await send({
      method,
      path: absentPath(id),
      key: '',
      headers: { cookie: 'next-auth.session-token=x' },
    });
    expectProblem(cookie, 401, 'unauthorized');
  });
  it('refuses a method that it has not, and says which there are', async () => {
    const reply = await send({ method: 'PUT', path: absentPath(id) });
    expectProblem(reply, 405, 'methodNotAllowed');
    expect(reply.headers.get('allow')?.split(', ')).toContain(operation.method);
  });
});

it.each(mutations)('%s with a key that lacks its scope is 403', async (id) => {
  const scopes = keyScopes.filter((scope: KeyScope) => scope !== operationOf(id).scope);
  const weak = await makeKey(api.domain, resellerCaller, scopes);
  expectProblem(
    await send({ ...json(id), key: weak, ...(operationOf(id).method !== 'GET' && { body: '{}' }) }),
    403,
    'missingScope',
  );
});

describe.each(withPathId)('%s by an id', (id) => {
  it('that cannot be one is 404, like one that never was', async () => {
    const base = absentPath(id);
    for (const wrong of ['x', 'cus_', "cus_'--", '1', 'usr_zzzzzzzzzzzzzzzzzzzzzzzzzz']) {
      const reply = await send({
        method: operationOf(id).method,
        path: base.replace(/[a-z]{3}_[0-9a-z]{26}/, encodeURIComponent(wrong)),
      });
      expectProblem(reply, 404, 'notFound');
    }
  });
});

describe.each(withBody)('the body of %s', (id) => {
  it.each([
    ['truncated JSON', '{"name":', 400, 'malformedRequest'],
    ['no body', '', 400, 'malformedRequest'],
    ['10,000 levels of arrays', '['.repeat(10_000), 400, 'malformedRequest'],
    ['10,000 levels of objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 400, 'malformedRequest'],
    ['a top-level array', '[]', 422, 'validation'],
    ['a top-level string', '"x"', 422, 'validation'],
    ['null', 'null', 422, 'validation'],
    ['an unknown field', '{"isAdmin":true}', 422, 'validation'],
    ['__proto__', '{"__proto__":{"isAdmin":true}}', 422, 'validation'],
    ['constructor', '{"constructor":{"prototype":{}}}', 422, 'validation'],
  ])('%s', async (_name, body, status, code) => {
    const started = performance.now();
    expectProblem(await send({ ...json(id), body }), status, code);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
  it('of another type or compressed is 415', async () => {
    expectProblem(await send({ ...json(id), body: '{}', type: 'text/plain' }), 415, 'unsupportedMediaType');
    expectProblem(
      await send({ ...json(id), body: '{}', headers: { 'content-encoding': 'gzip' } }),
      415,
      'unsupportedMediaType',
    );
  });
  it('that is not UTF-8 is 400', async () => {
    expectProblem(
      await send({ ...json(id), body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }),
      400,
      'malformedRequest',
    );
  });
});

it('a body of more than 1 MiB is 413, chunked too', async () => {
  const body = `{"name":"${'x'.repeat(1024 * 1024)}"}`;
  expectProblem(await send({ method: 'POST', path: '/v1/customers', body }), 413, 'bodyTooLarge');
  const chunked = await fetch(`${api.url}/v1/customers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: new Blob([body]).stream(),
    duplex: 'half',
  } as RequestInit);
  expect(chunked.status).toBe(413);
});

describe.each(withQuery)('the query of %s', (id) => {
  const existing = operationOf(id).path.includes('{customerId}') || !operationOf(id).path.includes('{');
  it.each([
    'limit=0',
    'limit=0x10',
    'limit=1e2',
    'limit=201',
    'limit=-1',
    'limit=',
    'limit=1&limit=2',
    'isAdmin=1',
    'cursor=forged',
    'cursor=%00',
    `cursor=${'A'.repeat(60)}`,
  ])('%s is 422', async (query) => {
    if (!existing && query.startsWith('cursor')) return;
    const path = absentPath(id).replace(/cus_[0-9a-z]{26}/, customerId);
    const problem = expectProblem(await send({ path: `${path}?${query}` }), 422, 'validation');
    expect(problem.errors?.[0]?.parameter).toBe(query.split('=')[0]);
  });
});

describe('values of a body', () => {
  it.each([
    ['a NUL', { name: 'a\u0000b' }, '/name'],
    ['a lone surrogate', { name: '\ud800' }, '/name'],
    ['an object for text', { name: {} }, '/name'],
    ['a negative amount', { creditLimit: '-1' }, '/creditLimit'],
    ['a number for an amount', { creditLimit: 1 }, '/creditLimit'],
    ['2^53 + 1', { maxUsers: 2 ** 53 + 1 }, '/maxUsers'],
    ['a fraction', { maxUsers: 1.5 }, '/maxUsers'],
    ['letters in a number', { defaultCallerId: '+3120abc' }, '/defaultCallerId'],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['a long text', { name: 'x'.repeat(201) }, '/name'],
    ['a field of a part', { contact: { isAdmin: true } }, '/contact/isAdmin'],
  ])('%s is 422 at its pointer', async (_name, fields, pointer) => {
    const body = JSON.stringify({ parentId: customerId, name: 'x', kind: 'end', ...fields });
    const problem = expectProblem(
      await send({ method: 'POST', path: '/v1/customers', body }),
      422,
      'validation',
    );
    expect([...new Set(problem.errors?.map((error) => error.pointer))]).toEqual([pointer]);
    expect(JSON.stringify(problem)).not.toContain('+3120abc');
  });

  it.each(['<sip:a@b>\r\nVia: x', 'a b', '"'])(
    'a username that would break a SIP header (%j) is 422',
    async (username) => {
      const body = JSON.stringify({ customerId, username, password: 'Tr0mbone-Walnut-93' });
      expectProblem(await send({ method: 'POST', path: '/v1/users', body }), 422, 'validation');
    },
  );
});

describe('orders of call records', () => {
  it.each([
    ['a date that does not exist', 'from=2026-02-30T00:00:00Z', 'from'],
    ['no consumer', 'consumer=', 'consumer'],
    ['from behind to', 'from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', 'from'],
    ['ten years', 'from=2016-11-01T00:00:00Z&to=2026-11-01T00:00:00Z', 'to'],
    ['an unknown field name', 'fields=password', 'fields'],
    ['letters in a number', 'toNumber=%2B3120abc', 'toNumber'],
  ])('%s is 422 at its parameter', async (_name, query, parameter) => {
    const consumer = await api.domain.run(resellerCaller.caller, 'createInbox', { customerId });
    const given = new URLSearchParams({ consumer: consumer.id, from: '2026-11-01T00:00:00Z' });
    for (const [name, value] of new URLSearchParams(query)) given.set(name, value);
    const problem = expectProblem(await send({ path: `/v1/call-records?${given}` }), 422, 'validation');
    expect(problem.errors?.[0]?.parameter).toBe(parameter);
  });

  it.each(orders)('%s is not placed by HEAD or by a browser that looks ahead', async (id) => {
    const head = await send({ method: 'HEAD', path: absentPath(id) });
    expect(head.status).toBe(405);
    for (const name of ['Purpose', 'Sec-Purpose']) {
      expectProblem(
        await send({ path: absentPath(id), headers: { [name]: 'prefetch' } }),
        400,
        'malformedRequest',
      );
    }
  });
});

describe('headers', () => {
  it.each(jsonMutations)(
    '%s takes no Idempotency-Key of 300 characters and no malformed If-Match',
    async (id) => {
      for (const headers of [
        { 'idempotency-key': 'k'.repeat(300) },
        { 'idempotency-key': '' },
        { 'if-match': 'v1' },
        { 'if-match': '"v1", "v2"' },
      ] as Record<string, string>[]) {
        expectProblem(await send({ ...json(id), body: '{}', headers }), 400, 'malformedRequest');
      }
    },
  );
  it.each(['importRates', 'ingestCallRecords'] as const)(
    '%s, being streamed, takes no Idempotency-Key',
    async (id) => {
      expectProblem(
        await send({ ...json(id), body: 'x', type: 'text/csv', headers: { 'idempotency-key': 'k' } }),
        400,
        'malformedRequest',
      );
    },
  );
  it('a request id is taken over where it is one, else made', async () => {
    const given = await send({ path: '/v1/customers', headers: { 'x-request-id': 'abc-1' } });
    expect(given.headers.get('x-request-id')).toBe('abc-1');
    const bad = await send({ path: '/v1/customers', headers: { 'x-request-id': 'a b<script>' } });
    expect(bad.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
