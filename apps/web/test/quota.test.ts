import { createRequestQuota } from '@strowger/domain';
import { makeTree } from '@strowger/testing/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

const QUOTA = 40;
let api: RunningApi;

beforeAll(async () => {
  api = await startApi(QUOTA);
});
afterAll(() => api.close());

it('a burst beyond the quota is 429 with its headers, until the window ends', async () => {
  const { reseller } = await makeTree(api.domain);
  const headers = { authorization: `Bearer ${await makeKey(api.domain, reseller)}` };
  const ask = () => fetch(`${api.url}/v1/customers/${reseller.id}`, { headers });
  const replies = await Promise.all(Array.from({ length: QUOTA + 15 }, ask));
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(QUOTA);
  const refused = replies.filter((reply) => reply.status === 429);
  expect(refused).toHaveLength(15);
  for (const reply of refused) {
    expect(reply.headers.get('ratelimit-policy')).toBe(`"key";q=${QUOTA};w=60`);
    expect(reply.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+$/);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
  }
  api.domain.clock.advanceSeconds(60);
  expect((await ask()).status).toBe(200);
});

it('two processes share one quota', async () => {
  const policy = { requests: 100, windowSeconds: 60 };
  const [one, other] = [
    createRequestQuota(api.domain.deps, policy),
    createRequestQuota(api.domain.deps, policy),
  ];
  const actor = '00000000-0000-7000-8000-000000000001';
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, i) => (i % 2 === 0 ? one : other)(actor)),
  );
  expect(answers.filter((answer) => answer.allowed)).toHaveLength(100);
});
