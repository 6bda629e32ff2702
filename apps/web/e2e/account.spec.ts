import type { Browser, Locator, Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { actAs, call } from './call.ts';
import { checkAccessibility as check } from './check-accessibility.ts';
import { stack } from './stack.ts';
import { expect, hydrated, test } from './test.ts';

test.use({ hand: 'keyboard' });

type Operator = { id: string; email: string; passwordLink: string | null };

/** A new operator of the platform, without a password if none is given. */
function invite(browser: Browser, role: string, password?: string): Promise<Operator> {
  const email = `${Math.random().toString(36).slice(2)}@account.example`;
  return actAs(browser, 'platform', (page, customerId) =>
    call<Operator>(page, 'createOperator', { customerId, email, name: 'Ann Account', role, password }),
  );
}

async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const cookieOf = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'strowger.session');

const first = 'a sentence that only Ann knows';
const second = 'another sentence that only Ann knows';

test('who is invited sets a password, sees the own sessions, ends them, and changes the password', async ({
  page,
  browser,
}) => {
  test.slow();
  const { email, passwordLink } = await invite(browser, 'viewer');
  await page.goto(passwordLink ?? '');
  expect(page.url()).toBe(`${stack().baseUrl}/set-password`);
  await page.getByLabel('New password').fill(first);
  await page.getByLabel('The same again').fill(second);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('The two are not the same.')).toBeVisible();
  await check(page, 'set-password');
  await page.getByLabel('The same again').fill(first);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('Your password is set. Sign in with it.')).toBeVisible();
  await hydrated(page);
  await fillSignIn(page, email, first);
  await expect(page).toHaveURL(/\/overview/);

  // A browser that calls itself what it likes is text in the list.
  const elsewhere = await browser.newContext({ userAgent: 'Radio <b data-xss> 1.0' });
  const other = await elsewhere.newPage();
  await other.goto(`${stack().baseUrl}/sign-in`);
  await hydrated(other);
  await fillSignIn(other, email, first);
  await expect(other).toHaveURL(/\/overview/);

  await hydrated(page);
  await page.getByRole('button', { name: /account and theme/ }).click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(sessions.getByRole('listitem').first()).toContainText('This one');
  await expect(sessions.getByText('Radio <b data-xss> 1.0')).toBeVisible();
  await expect(page.locator('[data-xss]')).toHaveCount(0);
  await check(page, 'account');
  await page.setViewportSize({ width: 390, height: 844 });
  await check(page, 'account on a phone');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1360, height: 850 });

  await sessions.getByRole('button', { name: /^End the session of Radio/ }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await other.goto(`${stack().baseUrl}/account`);
  await expect(other).toHaveURL(/\/sign-in/);
  await elsewhere.close();

  const password = page.getByRole('form', { name: 'Password' });
  await password.getByLabel('Present password').fill('wrong');
  await password.getByLabel('New password').fill(second);
  await password.getByRole('button', { name: 'Change password' }).click();
  await expect(password.getByText('Is not right')).toBeVisible();
  const copied = await cookieOf(page);
  await password.getByLabel('Present password').fill(first);
  await password.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed')).toBeVisible();
  if (copied) await page.context().addCookies([copied]);
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in/);

  await page.goto(passwordLink ?? '');
  await page.getByLabel('New password').fill(second);
  await page.getByLabel('The same again').fill(second);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The link is not valid' })).toBeVisible();
});

/** What an app shows for the secret, now or in the period after. */
const shown = (secret: string, offsetSeconds = 0) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + offsetSeconds * 1000 });

const secretIn = async (drawer: Locator) => (await drawer.getByTestId('secret').textContent()) ?? '';

test('an authenticator is switched on, asked for at the sign-in, stood in for, and switched off', async ({
  page,
  browser,
}) => {
  test.slow();
  const { email } = await invite(browser, 'owner', first);
  await page.goto('/sign-in?next=%2Faccount');
  await fillSignIn(page, email, first);
  await expect(page).toHaveURL('/account');
  await hydrated(page);

  await page.getByRole('button', { name: 'Switch authenticator on' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('Present password').fill(first);
  await drawer.getByRole('button', { name: 'Go on' }).click();
  await expect(drawer.getByRole('img', { name: 'QR code for an authenticator app' })).toBeVisible();
  await check(page, 'authenticator');
  const secret = await secretIn(drawer);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await drawer.getByRole('textbox', { name: 'Code' }).fill(shown(secret));
  await drawer.getByRole('button', { name: 'Switch authenticator on' }).click();
  await expect(drawer.getByText('Recovery codes', { exact: true })).toBeVisible();
  const codes = (await secretIn(drawer)).split(' ');
  expect(codes).toHaveLength(10);
  await drawer.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible();

  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Faccount');
  await fillSignIn(page, email, first);
  await expect(page.getByLabel('Code')).toBeFocused();
  await check(page, 'sign-in, code');
  await page.getByLabel('Code').fill('000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The code is not right' })).toBeVisible();
  expect(await cookieOf(page)).toBeUndefined();
  // The period of the confirmation is used up; a phone may be one period ahead.
  const code = shown(secret, 30);
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page).toHaveURL('/account');

  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Faccount');
  await fillSignIn(page, email, first);
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'was used before' })).toBeVisible();
  await page.getByLabel('Code').fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page).toHaveURL('/account');
  await expect(page.getByText('9 recovery codes are left.')).toBeVisible();

  await hydrated(page);
  await page.getByRole('button', { name: 'Switch authenticator off' }).click();
  await drawer.getByLabel('Present password').fill(first);
  await drawer.getByRole('textbox', { name: 'Code' }).fill(codes[0] ?? '');
  await drawer.getByRole('button', { name: 'Switch authenticator off' }).click();
  await expect(drawer.getByText('Is not right, or was used before')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Code' }).fill(codes[1] ?? '');
  await drawer.getByRole('button', { name: 'Switch authenticator off' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Switch authenticator on' })).toBeVisible();
});
