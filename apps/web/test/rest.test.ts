import { makeDomain, makeTree } from '@strowger/testing/domain';
import { Strowger } from 'strowger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

let api: RunningApi;
let key: string;
let tree: Awaited<ReturnType<typeof makeTree>>;

beforeAll(async () => {
  api = await startApi();
  tree = await makeTree(api.domain);
  await makeDomain(api.domain, tree.reseller);
  key = await makeKey(api.domain, tree.reseller);
});
afterAll(() => api.close());

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(api.url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const newUser = (username: string) => ({
  customerId: tree.reseller.id,
  username,
  password: 'Tr0mbone-Walnut-93',
});

describe('answers', () => {
  it('are an array of one where one was asked for, with its ETag', async () => {
    const response = await send('GET', `/v1/customers/${tree.reseller.id}`);
    const body = (await response.json()) as { id: string }[];
    expect([response.status, body.length, body[0]?.id]).toEqual([200, 1, tree.reseller.id]);
    expect(response.headers.get('etag')).toBe('"v1"');
    expect(response.headers.get('vary')).toBe('Authorization');
  });

  it('of a creation are 201 with the Location of the new thing', async () => {
    const response = await send('POST', '/v1/users', newUser('located'));
    const [user] = (await response.json()) as { id: string; password?: string }[];
    expect([response.status, response.headers.get('location')]).toEqual([201, `/v1/users/${user?.id}`]);
    expect(user).not.toHaveProperty('password');
    expect((await send('GET', response.headers.get('location') as string)).status).toBe(200);
  });

  it('of a list name the next page until there is none', async () => {
    const ids: string[] = [];
    let path: string | undefined = '/v1/customers?limit=2';
    while (path) {
      const response = await send('GET', path);
      ids.push(...((await response.json()) as { id: string }[]).map((item) => item.id));
      const next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
      expect(next === undefined || next.startsWith(`${api.url}/v1/customers?`)).toBe(true);
      path = next?.slice(api.url.length);
    }
    expect(ids.sort()).toEqual([tree.reseller.id, tree.child.id, tree.end.id].sort());
  });

  it('to HEAD have the headers and no body', async () => {
    const response = await send('HEAD', `/v1/customers/${tree.reseller.id}`);
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, '"v1"', '']);
  });

  it('are 304 for a version that the caller has, on kinds without live fields only', async () => {
    const [domain] = (await (await send('GET', `/v1/customers/${tree.reseller.id}/domains`)).json()) as {
      id: string;
    }[];
    expect(
      (await send('GET', `/v1/domains/${domain?.id}`, undefined, { 'if-none-match': '"v1"' })).status,
    ).toBe(304);
    expect(
      (await send('GET', `/v1/domains/${domain?.id}`, undefined, { 'if-none-match': '"v9"' })).status,
    ).toBe(200);
    expect(
      (await send('GET', `/v1/customers/${tree.reseller.id}`, undefined, { 'if-none-match': '"v1"' })).status,
    ).toBe(200);
  });
});

describe('a change', () => {
  it('with the version that it was read at is done, by POST and by PATCH; with a stale one it is 412', async () => {
    const [user] = (await (await send('POST', '/v1/users', newUser('versioned'))).json()) as { id: string }[];
    const path = `/v1/users/${user?.id}`;
    const first = await send('POST', path, { displayName: 'One' }, { 'if-match': '"v1"' });
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"v2"']);
    const stale = await send('PATCH', path, { displayName: 'Two' }, { 'if-match': '"v1"' });
    expect([stale.status, ((await stale.json()) as { code: string }).code]).toEqual([412, 'staleVersion']);
    expect((await send('PATCH', path, { displayName: 'Two' }, { 'if-match': '"v2"' })).status).toBe(200);
  });

  it('sent again with its Idempotency-Key is replayed, and says so', async () => {
    const headers = { 'idempotency-key': 'replay-1' };
    const first = await send('POST', '/v1/users', newUser('replayed'), headers);
    const second = await send('POST', '/v1/users', newUser('replayed'), headers);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.text()).toBe(await first.text());
    expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ]);
    const other = await send('POST', '/v1/users', newUser('other'), headers);
    expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([
      422,
      'idempotencyMismatch',
    ]);
  });
});

describe('the document', () => {
  it('is served without a key', async () => {
    const response = await fetch(`${api.url}/v1/openapi.json`);
    expect(((await response.json()) as { openapi: string }).openapi).toBe('3.1.0');
  });
});

describe('the typed client', () => {
  const client = () => new Strowger({ url: api.url, key });

  it('creates, reads, changes and walks', async () => {
    const made = await client().createCustomer({
      parentId: tree.reseller.id,
      name: 'By client',
      kind: 'end',
    });
    const read = await client().getCustomer({ customerId: made.id });
    expect(read).toEqual(made);
    const changed = await client().call(
      'updateCustomer',
      { customerId: made.id, name: 'Changed' },
      { ifVersion: 1 },
    );
    expect(changed).toMatchObject({ name: 'Changed', version: 2 });
    const names: string[] = [];
    for await (const customer of client().getCustomers({ limit: 1 })) names.push(customer.name);
    expect(names).toContain('Changed');
    expect(names.length).toBeGreaterThanOrEqual(4);
  });

  it('throws the problem that the API answered', async () => {
    const call = client().getCustomer({ customerId: tree.stranger.id });
    await expect(call).rejects.toMatchObject({
      name: 'ApiProblem',
      problem: { status: 404, code: 'notFound' },
    });
  });
});
