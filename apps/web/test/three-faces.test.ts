import { type OperationId, type OperationWireInput, operationIds, operationOf } from '@strowger/contracts';
import { makeDomain, makeTree } from '@strowger/testing/domain';
import { createTRPCClient, httpLink, type TRPCClientError } from '@trpc/client';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Strowger } from 'strowger';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AppRouter, appRouter } from '../src/trpc/router.ts';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

/** The 41 operations of the source API, each called on a running server by REST, by tRPC over HTTP, and by the client. */
let api: RunningApi;
let tree: Awaited<ReturnType<typeof makeTree>>;
let key: string;
let faces: Record<'rest' | 'trpc' | 'client', Face>;
type Face = (id: OperationId, input: Record<string, unknown>) => Promise<unknown>;

beforeAll(async () => {
  api = await startApi();
  tree = await makeTree(api.domain);
  key = await makeKey(api.domain, tree.reseller);
  api.serve(async (request) =>
    fetchRequestHandler({
      endpoint: '/api/trpc',
      req: request,
      router: appRouter,
      createContext: () => ({ parts: api.parts, caller: tree.reseller.caller, requestId: 'test' }),
    }),
  );
  const client = new Strowger({ url: api.url, key });
  const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${api.url}/api/trpc` })] });
  faces = {
    rest: callRest,
    client: (id, input) => client.call(id as 'getCustomer', input as OperationWireInput<'getCustomer'>),
    trpc: (id, input) => {
      const procedure = (
        trpc as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
      )[id];
      const call = operationOf(id).kind === 'query' ? procedure?.query : procedure?.mutate;
      return (call as (input: unknown) => Promise<unknown>)(input).catch(
        (error: TRPCClientError<AppRouter>) => Promise.reject(error),
      );
    },
  };
});
afterAll(() => api.close());

/** By hand, as somebody without our client would. */
async function callRest(id: OperationId, input: Record<string, unknown>): Promise<unknown> {
  const { method, path, params, query, body, output } = operationOf(id);
  const of = (part: { shape: object } | undefined) =>
    Object.fromEntries(Object.entries(input).filter(([name]) => part && name in part.shape));
  const address = Object.entries(of(params)).reduce(
    (url, [name, value]) => url.replace(`{${name}}`, String(value)),
    path as string,
  );
  const search = new URLSearchParams(of(query) as Record<string, string>);
  const response = await fetch(`${api.url}/v1${address}${search.size > 0 ? `?${search}` : ''}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(of(body)) }),
  });
  expect(response.status).toBe(operationOf(id).status);
  if (output.shape === 'none') return null;
  const items = (await response.json()) as unknown[];
  return output.shape === 'list' ? { items, nextCursor: null } : items[0];
}

/** What a second one of the same has of its own. */
const own = new Set([
  'id',
  'version',
  'createdAt',
  'updatedAt',
  'username',
  'externalId',
  'number',
  'nextCursor',
]);
const comparable = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (name, inner) => (own.has(name) ? undefined : inner));

it('the document names 41 operations of the source API', async () => {
  const document = (await (await fetch(`${api.url}/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { operationId: string; tags: string[] }>>;
  };
  const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const source = ids.filter(
    ({ operationId, tags }) =>
      operationIds.includes(operationId as OperationId) && !tags.includes('extension'),
  );
  expect(source).toHaveLength(41);
  expect(source.map(({ operationId }) => operationId).sort()).toEqual(
    operationIds.filter((id) => operationOf(id).origin === 'api').sort(),
  );
});

it('each of them gives the same three times', async () => {
  const { reseller, child, end } = tree;
  const run = api.domain.run;
  const sip = await makeDomain(api.domain, reseller);
  const plan = await run(reseller.caller, 'createTariffplan', { customerId: reseller.id, name: 'Plan' });
  await run(api.domain.platform, 'createNumberRange', {
    customerId: reseller.id,
    rangeStart: '+31201234500',
    rangeEnd: '+31201234599',
  });
  const inbox = await run(reseller.caller, 'createInbox', { customerId: reseller.id });
  const called = new Set<OperationId>();
  let serial = 0;

  /** Calls an operation by all three faces, each with an input of its own, and gives what they made. */
  async function thrice(
    id: OperationId,
    inputOf: (face: string, index: number) => Record<string, unknown>,
  ): Promise<{ id: string }[]> {
    const results: unknown[] = [];
    for (const [index, name] of (['rest', 'trpc', 'client'] as const).entries()) {
      results.push(await faces[name](id, inputOf(name, index)));
    }
    called.add(id);
    expect(comparable(results[1]), `${id}: tRPC and REST`).toEqual(comparable(results[0]));
    expect(comparable(results[2]), `${id}: client and REST`).toEqual(comparable(results[0]));
    return results as { id: string }[];
  }
  const byId = (name: string, made: { id: string }[]) => (_face: string, index: number) => ({
    [name]: made[index]?.id,
  });
  const same = (input: Record<string, unknown>) => () => input;

  await thrice('createCustomer', () => ({
    parentId: child.id,
    name: 'Shop',
    kind: 'end',
    externalId: `S-${serial++}`,
  }));
  await thrice('updateCustomer', same({ customerId: end.id, name: 'Renamed' }));
  await thrice('getCustomer', same({ customerId: end.id }));
  await thrice('getCustomers', same({ limit: '10', sort: '-name' }));
  await thrice('getCustomerCustomers', same({ customerId: reseller.id }));

  const users = await thrice('createUser', (face) => ({
    customerId: end.id,
    username: `desk-${face}`,
    password: 'Tr0mbone-Walnut-93',
  }));
  await thrice('updateUser', (_face, index) => ({ userId: users[index]?.id, displayName: 'Desk' }));
  await thrice('getUser', byId('userId', users));
  await thrice('getCustomerUsers', same({ customerId: end.id }));

  await thrice('getCustomerDomains', same({ customerId: reseller.id }));
  await thrice('getDomain', same({ domainId: sip.id }));
  await thrice('getCustomerTariffplans', same({ customerId: reseller.id }));
  await thrice('getTariffplan', same({ tariffplanId: plan.id }));

  const owner = { customerId: end.id };
  const trunks = await thrice('createDestination', () => ({
    ...owner,
    name: 'Trunk',
    host: 'sip.carrier.example',
  }));
  const limits = await thrice('createLimit', () => ({ ...owner, type: 'concurrentCalls', threshold: '5' }));
  const lists = await thrice('createWhitelist', () => ({
    ...owner,
    name: 'NL',
    type: 'destination',
    entries: [{ country: 'NL' }],
  }));
  const numbers = await thrice('createExtension', (_face, index) => ({
    ...owner,
    direction: 'inbound',
    number: `+3120123450${index}`,
    targetId: users[0]?.id,
  }));
  const forwards = await thrice('createForward', () => ({
    ...owner,
    condition: 'busy',
    target: '+31612345678',
  }));

  const kinds: [noun: string, made: { id: string }[], change: Record<string, unknown>][] = [
    ['Destination', trunks, { priority: 5 }],
    ['Limit', limits, { threshold: '7' }],
    ['Whitelist', lists, { enabled: false }],
    ['Extension', numbers, { ringSeconds: 30 }],
    ['Forward', forwards, { enabled: false }],
  ];
  for (const [noun, made, change] of kinds) {
    const parameter = `${noun.toLowerCase()}Id`;
    await thrice(`update${noun}` as OperationId, (face, index) => ({
      ...byId(parameter, made)(face, index),
      ...change,
    }));
    await thrice(`get${noun}` as OperationId, byId(parameter, made));
    await thrice(`getCustomer${noun}s` as OperationId, same(owner));
  }
  await thrice('getUserExtensions', same({ userId: users[0]?.id }));
  await thrice('getUserLimits', same({ userId: users[0]?.id }));

  const order = { consumer: inbox.id, from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' };
  await thrice('getCallRecords', same(order));
  await thrice('getCustomerCallRecords', same({ ...order, customerId: child.id }));

  for (const [noun, made] of kinds.filter(([noun]) => noun !== 'Limit')) {
    await thrice(`delete${noun}` as OperationId, byId(`${noun.toLowerCase()}Id`, made));
  }
  const source = operationIds.filter((id) => operationOf(id).origin === 'api');
  expect([...called].sort()).toEqual([...source].sort());
});
