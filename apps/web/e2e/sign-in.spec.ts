import type { Browser } from '@playwright/test';
import { actAs, call } from './call.ts';
import { operator, type Person, stack } from './stack.ts';
import { expect, hydrated, test } from './test.ts';

test.use({ hand: 'keyboard' });

test('a wrong password is told as such, and says nothing of the account', async ({ page }) => {
  await page.goto('/sign-in');
  for (const email of [operator('thames').email, 'nobody@nowhere.example']) {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'is not right' })).toBeVisible();
  }
  expect(await page.context().cookies()).not.toContainEqual(
    expect.objectContaining({ name: 'strowger.session' }),
  );
});

test('ten wrong passwords for one email end in a pause that the page explains', async ({ page, request }) => {
  const email = 'throttled@nowhere.example';
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  for (let tries = 0; tries < 10; tries++) {
    await request.post('/api/auth/callback/credentials', {
      form: { email, password: 'wrong', csrfToken, json: 'true' },
    });
  }
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('wrong again');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Wait 15 minutes' })).toBeVisible();
});

test('signing in leads to where one wanted to go, and signing out back to the form', async ({ page }) => {
  const { email, password, customerId } = operator('thames');
  const wanted = `/customers/${customerId}/users?sort=-username`;
  await page.goto(wanted);
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(wanted)}`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(wanted);
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();

  await hydrated(page);
  const session = (await page.context().cookies()).find(({ name }) => name === 'strowger.session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  // Another site cannot sign anybody out: its form has no token.
  await page.request.post('/api/auth/signout', { form: { csrfToken: 'made up', json: 'true' } });
  expect((await page.request.get('/api/trpc/account.get')).status()).toBe(200);

  await page.getByRole('button', { name: /account and theme/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  // The session has ended on the server: a copy of its cookie opens nothing.
  if (session) await page.context().addCookies([session]);
  await page.goto(wanted);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  expect((await page.request.get('/api/trpc/account.get')).status()).toBe(401);
});

test('a sign-in without the token of its page is none', async ({ request }) => {
  const { email, password } = operator('thames');
  for (const token of [{}, { csrfToken: 'made up' }]) {
    const answer = await request.post('/api/auth/callback/credentials', {
      form: { email, password, json: 'true', ...token },
    });
    expect(answer.headers()['set-cookie'] ?? '').not.toContain('strowger.session');
  }
});

for (const next of [
  '//evil.example/x',
  'https://evil.example',
  '/\\evil.example',
  '/%09/evil.example',
  '/sign-in',
]) {
  test(`signing in does not lead to ${next}`, async ({ page }) => {
    const { email, password, customerId } = operator('thames');
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    expect(new URL(page.url()).origin).toBe(stack().baseUrl);
    if (next !== '/%09/evil.example') await expect(page).toHaveURL(`/customers/${customerId}/overview`);
  });
}

test('a revoked session ends at the next call, and the page asks to sign in again', async ({
  page,
  browser,
  signInAs,
}) => {
  const customerId = await signInAs('wadden');
  await page.goto(`/customers/${customerId}/customers`);
  await expect(page.getByRole('link', { name: 'Bakkerij Jansen' })).toBeVisible();
  await endSessionsOf(browser, 'wadden');
  await page.getByRole('searchbox', { name: 'Search by name' }).fill('Garage');
  await expect(page).toHaveURL(/\/sign-in\?next=.*&ended=1/);
  await expect(page.getByText('Your session has ended')).toBeVisible();
});

/** As an owner above does it. */
const endSessionsOf = (browser: Browser, person: Person): Promise<void> =>
  actAs(browser, 'platform', async (page) => {
    const { email, customerId } = operator(person);
    const input = encodeURIComponent(JSON.stringify({ customerId }));
    const listed = await page.request.get(`${stack().baseUrl}/api/trpc/getCustomerOperators?input=${input}`);
    const { items } = (await listed.json()).result.data as { items: { id: string; email: string }[] };
    const operatorId = items.find((item) => item.email === email)?.id;
    await call(page, 'endOperatorSessions', { operatorId });
  });
