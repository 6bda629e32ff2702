import { makeTree } from '@strowger/testing/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRestApi } from '../src/rest/app.ts';
import { answerWeb } from '../src/rest/web-door.ts';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

let api: RunningApi;
let authorization: string;
let customerId: string;
beforeAll(async () => {
  api = await startApi();
  const { reseller } = await makeTree(api.domain);
  authorization = `Bearer ${await makeKey(api.domain, reseller)}`;
  customerId = reseller.id;
});
afterAll(() => api.close());

type Sent = { method?: string; body?: string; headers?: Record<string, string> };

/** The same request through node:http and as a web Request; what differs from call to call is left out. */
async function bothDoors(path: string, { method = 'GET', body, headers }: Sent = {}) {
  const init = { method, headers: { authorization, ...headers }, ...(body !== undefined && { body }) };
  const viaNode = await fetch(api.url + path, init);
  const viaWeb = await answerWeb(createRestApi(api.parts), new Request(api.url + path, init), '127.0.0.1');
  return Promise.all([viaNode, viaWeb].map(comparable));
}

async function comparable(response: Response) {
  const names = ['content-type', 'cache-control', 'etag', 'vary', 'allow', 'www-authenticate', 'link'];
  const text = await response.text();
  return {
    status: response.status,
    headers: names.map((name) => [name, response.headers.get(name)]),
    body: text === '' ? null : { ...JSON.parse(text), requestId: undefined, updatedAt: undefined },
  };
}

it.each<[what: string, path: string, sent?: Sent]>([
  ['one customer', '/v1/customers/{id}'],
  ['a page with a link to the next', '/v1/customers?limit=1&sort=-name'],
  ['the document', '/v1/openapi.json'],
  ['HEAD', '/v1/customers/{id}', { method: 'HEAD' }],
  ['an escape in a path', '/v1/customers/%63us_none'],
  ['no key', '/v1/customers', { headers: { authorization: '' } }],
  ['a method that is not allowed', '/v1/customers', { method: 'PUT' }],
  ['a path that is not there', '/v1/nothing'],
  ['a malformed path', '/v1//customers'],
  [
    'JSON that is none',
    '/v1/customers',
    { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
  ],
])('Next and node:http give the same answer: %s', async (_, path, sent) => {
  const [viaNode, viaWeb] = await bothDoors(path.replace('{id}', customerId), sent);
  expect(viaWeb).toEqual(viaNode);
  expect(viaWeb?.status).toBeGreaterThanOrEqual(200);
});
