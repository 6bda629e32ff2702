import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { listRooms } from './rooms.ts';
import { groupsOf } from './sizes.ts';
import { expect, test } from './test.ts';

test('every page carries a policy without unsafe-inline, and a nonce of its own', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const policies = new Set<string>();
  for (const path of [
    '/sign-in',
    `/customers/${customerId}/customers`,
    `/customers/${customerId}/customers`,
  ]) {
    const headers = (await page.request.get(path, { maxRedirects: 0 })).headers();
    const policy = headers['content-security-policy'] ?? '';
    policies.add(policy);
    expect(policy).toMatch(/script-src 'nonce-[\w+/=]{24}' 'strict-dynamic'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8,}/),
      'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  }
  expect(policies.size).toBe(3);
});

test('an inline script that finds its way into a page does not run', async ({ context, signInAs }) => {
  await signInAs('noordzee');
  // A page of its own: the browser writes what it refused to the console, where the guard would see it.
  const page = await context.newPage();
  await page.goto('/');
  const ran = await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.hit = true">');
    return new Promise((resolve) => setTimeout(() => resolve('hit' in window), 300));
  });
  expect(ran).toBe(false);
});

const FIRST_LOAD_BYTES_MAX = 200_000;

const sizeOf = new Map<string, number>();

for (const group of groupsOf(listRooms, 8)) {
  test(`the first load is at most 200 kB of compressed script: ${group.join(', ')}`, async ({
    page,
    signInAs,
  }) => {
    test.slow();
    const customerId = await signInAs('noordzee');
    // What is fetched ahead for other pages is not part of the first load. Where calls are held up, the browser keeps nothing: each load is a first one.
    await page.route(/[?&]_rsc=/, (route) => route.abort());
    let scripts: Response[] = [];
    page.on('response', (answer) => answer.url().endsWith('.js') && scripts.push(answer));
    for (const room of group) {
      scripts = [];
      await page.goto(`/customers/${customerId}/${room}`, { waitUntil: 'networkidle' });
      const sizes = await Promise.all(scripts.map(compressedSize));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      expect(sizes.length, room).toBeGreaterThan(5);
      expect.soft(total, room).toBeLessThanOrEqual(FIRST_LOAD_BYTES_MAX);
    }
  });
}

async function compressedSize(script: Response): Promise<number> {
  const known = sizeOf.get(script.url());
  if (known !== undefined) return known;
  const size = gzipSync(await script.body()).length;
  sizeOf.set(script.url(), size);
  return size;
}
