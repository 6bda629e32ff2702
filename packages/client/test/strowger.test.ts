import { inspect } from 'node:util';
import { operationIds } from '@strowger/contracts';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import { type Listing, type Page, Strowger } from '../src/index.ts';
import { problem, type Step, startScriptedServer } from './scripted-server.ts';

const key = 'strow_test_0123456789';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function against(...script: Step[]) {
  const server = await startScriptedServer(...script);
  open.push(server);
  return { server, client: new Strowger({ url: `${server.url}/`, key, backoffMs: () => 1 }) };
}

it('has a method for every operation of the registry', () => {
  const client = new Strowger({ url: 'https://voice.example', key }) as unknown as Record<string, unknown>;
  expect(operationIds.filter((id) => typeof client[id] !== 'function')).toEqual([]);
});

describe('a list', () => {
  const page = (cursor: string | undefined, ...names: string[]): Step => ({
    headers: cursor ? { link: `<https://voice.example/v1/customers?cursor=${cursor}>; rel="next"` } : {},
    body: names.map((name) => ({ name })),
  });

  it('is its first page where it is awaited', async () => {
    const { server, client } = await against(page('c1', 'a', 'b'));
    const { items, nextCursor } = await client.getCustomers({ limit: 2 });
    expect([items.map((item) => item.name), nextCursor]).toEqual([['a', 'b'], 'c1']);
    expect(server.seen.map(({ path }) => path)).toEqual(['/v1/customers?limit=2']);
  });

  it('is every item of all pages where it is iterated, each page fetched once', async () => {
    const { server, client } = await against(page('c1', 'a', 'b'), page('c2', 'c'), page(undefined, 'd'));
    const listing = client.getCustomers({ limit: 2, search: 'x y' });
    await listing;
    const names: string[] = [];
    for await (const customer of listing) names.push(customer.name);
    expect(names).toEqual(['a', 'b', 'c', 'd']);
    expect(server.seen.map(({ path }) => path)).toEqual([
      '/v1/customers?limit=2&search=x+y',
      '/v1/customers?limit=2&search=x+y&cursor=c1',
      '/v1/customers?limit=2&search=x+y&cursor=c2',
    ]);
  });

  it('fetches no page behind the one where its reader stops', async () => {
    const { server, client } = await against(page('c1', 'a', 'b'));
    for await (const _ of client.getCustomers()) break;
    expect(server.seen).toHaveLength(1);
  });

  it('sends nothing before it is asked, and throws where it is', async () => {
    const { server, client } = await against(problem('validation'));
    const listing = client.getCustomers();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.seen).toEqual([]);
    await expect(listing.pages().next()).rejects.toMatchObject({ code: 'validation' });
  });
});

it('one thing is the thing, what is deleted is null', async () => {
  const { server, client } = await against({ body: [{ id: 'usr_1' }] }, { status: 204 });
  expect(await client.getUser({ userId: 'usr/1' })).toEqual({ id: 'usr_1' });
  expect(await client.deleteUser({ userId: 'usr_1' })).toBeNull();
  expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/users/usr%2F1',
    'POST /v1/users/usr_1/delete',
  ]);
});

it('fields go where the registry says: path, query or body', async () => {
  const { server, client } = await against({ body: [{ id: 'led_1' }] });
  await client.createLedgerEntry({ customerId: 'cus_1', kind: 'payment', amount: '5' });
  expect(server.seen[0]?.path).toBe('/v1/customers/cus_1/ledger-entries');
  expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ kind: 'payment', amount: '5' });
});

describe('the key', () => {
  it('is in no inspection, JSON, error or URL', async () => {
    const { server, client } = await against(problem('unauthorized'), 'break');
    const refused = await client.getCustomers().catch((error: unknown) => error);
    const broken = await client.getCustomers().catch((error: unknown) => error);
    const deep = { depth: Number.POSITIVE_INFINITY, showHidden: true };
    const shown = [client, { nested: client }, refused, broken].map((value) => inspect(value, deep));
    expect([...shown, JSON.stringify({ client, refused, broken })].join()).not.toContain(key);
    expect(shown[0]).toBe(`Strowger { url: '${server.url}' }`);
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(server.seen.map(({ path }) => path).join()).not.toContain(key);
  });

  it('is refused without being quoted where no header can hold it', () => {
    const secret = `${key}\nline`;
    const attempt = () => new Strowger({ url: 'https://voice.example', key: secret });
    expect(attempt).toThrow('key must be an API key');
    expect(attempt).not.toThrow(key);
  });
});

it.each(['voice.example', 'ftp://voice.example', 'https://me:pw@voice.example', 'https://voice.example/v1'])(
  'refuses %s as a URL',
  (url) => {
    expect(() => new Strowger({ url, key })).toThrow('url must be the origin of an installation');
  },
);

it('is typed by the registry', () => {
  const client = new Strowger({ url: 'https://voice.example', key });
  expectTypeOf(client.getCustomers).toBeCallableWith({ limit: 2 });
  expectTypeOf(client.getCustomers).toBeCallableWith({ limit: '2' });
  expectTypeOf<ReturnType<typeof client.getCustomers>>().toExtend<Listing<{ name: string }>>();
  expectTypeOf<Awaited<ReturnType<typeof client.getCustomers>>>().toExtend<Page<{ name: string }>>();
  expectTypeOf<Awaited<ReturnType<typeof client.deleteUser>>>().toEqualTypeOf<null>();
  expectTypeOf<Awaited<ReturnType<typeof client.createConsumer>>>().toExtend<{ secret: string | null }>();
  // @ts-expect-error: a field that must be given
  expectTypeOf(client.getCustomer).toBeCallableWith({});
  // @ts-expect-error: a streamed operation needs its body
  expectTypeOf(client.ingestCallRecords).toBeCallableWith({ source: 'pbx-1' });
});
