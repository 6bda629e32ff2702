import { gzipSync } from 'node:zlib';
import { operationIds, operationOf } from '@strowger/contracts';
import { checkAccessibility } from './check-accessibility.ts';
import { sizes } from './sizes.ts';
import { stack } from './stack.ts';
import { expect, test } from './test.ts';

const tags = [...new Set(operationIds.map((id) => operationOf(id).tag))];

test('every operation of the registry has its section, without a sign-in and without script', async ({
  request,
}) => {
  for (const tag of tags) {
    const answer = await request.get(`${stack().baseUrl}/docs/api/${tag}`);
    expect([answer.status(), answer.headers()['content-security-policy']]).toEqual([
      200,
      expect.stringMatching(/script-src 'nonce-[^']+' 'strict-dynamic'/),
    ]);
    const html = await answer.text();
    for (const id of operationIds.filter((each) => operationOf(each).tag === tag)) {
      expect(html, id).toContain(`<h2 id="${id}"`);
      expect(html, id).toContain(`strowger.${id}(`);
    }
  }
});

test('an operation is found by what one types, and has an address of its own', async ({ page }) => {
  await page.goto('/docs/api');
  await page.getByRole('searchbox', { name: 'Find an operation' }).fill('create destination');
  const contents = page.getByRole('navigation', { name: 'Contents of the reference' });
  await expect(contents.getByRole('status')).toHaveText('1 operation');
  await contents.getByRole('link', { name: 'createDestination' }).click();
  await expect(page).toHaveURL(/\/docs\/api\/destinations#createDestination$/);
  await expect(page.getByRole('heading', { name: /^Create a destination/ })).toBeInViewport();

  await page.goto('/docs/api/operations/updateForward');
  await expect(page).toHaveURL(/\/docs\/api\/forwards#updateForward$/);
  await expect(page.getByRole('heading', { name: /^Change a forward/ })).toBeInViewport();
});

test('an error code leads to what it means', async ({ page }) => {
  await page.goto('/docs/api/users#createUser');
  await page
    .getByRole('region', { name: /^Create a user/ })
    .getByRole('link', { name: 'inUse' })
    .click();
  await expect(page).toHaveURL(/\/docs\/api\/errors#inUse$/);
  await expect(page.getByRole('heading', { name: /^inUse/ })).toBeInViewport();
});

test('the language of an example is chosen by keyboard', async ({ page }) => {
  await page.goto('/docs/api/users');
  const section = page.getByRole('region', { name: /^Create a user/ });
  await section.getByRole('radio', { name: 'curl' }).focus();
  await expect(section.getByText('curl -X POST')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(section.getByText('await strowger.createUser({')).toBeVisible();
  await expect(section.getByText('curl -X POST')).toBeHidden();
});

test('a read is tried on the real server, and the key stays in memory', async ({ page }) => {
  await page.goto('/docs/api/customers#getCustomers');
  const section = page.getByRole('region', { name: 'List the acting customer and all below it' });
  await section.getByText('Try it').click();
  await section.getByRole('button', { name: 'Send' }).click();
  await expect(section.getByText('Give an API key first.')).toBeVisible();
  await section.getByLabel('API key').fill(stack().apiKeys[0]?.key ?? '');
  await section.getByLabel('limit').fill('1');
  await section.getByLabel('limit').press('Enter');
  await expect(section.getByText(/^200 in \d+ ms$/)).toBeVisible();
  await expect(section.getByRole('figure', { name: 'Body of the answer' })).toContainText('"id": "cus_');
  await section.getByText('Headers of the answer').click();
  await expect(section.getByText('ratelimit-policy')).toBeVisible();

  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(kept + page.url()).not.toContain('strow_');
  await page.reload();
  await section.getByText('Try it').click();
  await expect(section.getByLabel('API key')).toHaveValue('');
});

test('a thing is made and removed from the page, and a removal asks before', async ({ page }) => {
  const { customerId, key } = stack().apiKeys[0] as { customerId: string; key: string };
  await page.goto('/docs/api/whitelists');
  const create = page.getByRole('region', { name: /^Create a whitelist/ });
  await create.getByText('Try it').click();
  await create.getByLabel('API key').fill(key);
  const body = { customerId, name: 'Tried', type: 'destination', entries: [{ country: 'NL' }] };
  await create.getByLabel('Body').fill(JSON.stringify(body));
  await create.getByRole('button', { name: 'Send' }).click();
  await expect(create.getByText(/^201 in \d+ ms$/)).toBeVisible();
  await expect(create.getByText(/^Sent with Idempotency-Key [0-9a-f-]{36}$/)).toBeVisible();
  const id =
    /"id": "(whl_\w+)"/.exec(
      (await create.getByRole('figure', { name: 'Body of the answer' }).textContent()) ?? '',
    )?.[1] ?? '';

  const remove = page.getByRole('region', { name: /^Delete a whitelist/ });
  await remove.getByText('Try it').click();
  await expect(remove.getByLabel('API key')).toHaveValue(key);
  await remove.getByLabel('whitelistId').fill(id);
  await remove.getByRole('button', { name: 'Send' }).click();
  const question = page.getByRole('dialog', { name: 'Send deleteWhitelist?' });
  await question.getByRole('button', { name: 'Do not send' }).click();
  await expect(remove.getByText(/ in \d+ ms$/)).toBeHidden();
  await remove.getByRole('button', { name: 'Send' }).click();
  await question.getByRole('button', { name: 'Send it' }).click();
  await expect(remove.getByText(/^204 in \d+ ms$/)).toBeVisible();
  await expect(remove.getByText('No body')).toBeVisible();
});

test('the first load is at most 200 kB of compressed script', async ({ page }) => {
  await page.route(/[?&]_rsc=/, (route) => route.abort());
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (answer) => answer.url().endsWith('.js') && bodies.push(answer.body()));
  await page.goto('/docs/api/users', { waitUntil: 'networkidle' });
  const sizes = (await Promise.all(bodies)).map((script) => gzipSync(script).length);
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(200_000);
});

test('the console leads to it', async ({ page, signInAs }) => {
  await signInAs('noordzee');
  await page.goto('/');
  await page.getByRole('button', { name: /account and theme/ }).click();
  await page.getByRole('menuitem', { name: 'API reference' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'API reference' })).toBeVisible();
});

for (const [size, use] of Object.entries(sizes)) {
  test.describe(`on ${size}`, () => {
    test.use(use);

    for (const path of ['', '/errors', '/webhooks', '/call-records']) {
      test(`/docs/api${path} has no violation and is no wider than the screen`, async ({ page }) => {
        await page.goto(`/docs/api${path}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        await checkAccessibility(page, `/docs/api${path}`);
      });
    }

    test('what folds out has no violation', async ({ page }) => {
      await page.goto('/docs/api/ledger');
      if (size === 'phone') {
        await page.getByRole('button', { name: 'Open the contents' }).tap();
        await checkAccessibility(page, 'contents');
        await page.getByRole('link', { name: 'POST createLedgerEntry' }).tap();
        await expect(page.getByRole('navigation', { name: 'Contents of the reference' })).toBeHidden();
      }
      const folded = page.locator('details:not([open]) > summary');
      while ((await folded.count()) > 0) await folded.first().click();
      await page.getByRole('button', { name: 'Send' }).first().click();
      await expect(page.getByText('Give an API key first.')).toBeVisible();
      await checkAccessibility(page, 'everything folded out');
    });
  });
}
