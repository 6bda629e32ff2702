import type { Page } from '@playwright/test';
import { expect, test, unique } from './test.ts';

test.use({ hand: 'keyboard' });

/** Makes a user with a generated password. @returns its username */
async function createUser(page: Page, customerId: string): Promise<string> {
  const username = unique('desk').replace(' ', '-');
  await page.goto(`/customers/${customerId}/users`);
  await page.getByRole('button', { name: 'New user' }).click();
  const drawer = page.getByRole('dialog', { name: 'New user' });
  await expect(drawer.getByLabel('Username')).toBeFocused();
  await drawer.getByLabel('Username').fill(username);
  await expect(drawer.getByLabel('Domain')).toContainText('sip.noordzee.example (Noordzee Telecom, default)');
  await drawer.getByRole('button', { name: 'Generate' }).click();
  const password = await drawer.getByLabel('Password', { exact: true }).inputValue();
  expect(password).toMatch(/^(\w{5}-){3}\w{5}$/);
  await drawer.getByRole('button', { name: 'New user' }).click();
  const shown = page.getByRole('dialog', { name: 'Keep the password now' });
  await expect(shown.getByTestId('secret')).toHaveText(password);
  await expect(shown.getByText('sip.noordzee.example')).toBeVisible();
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(password)).toBeHidden();
  return username;
}

test('a generated password is shown once and can be copied', async ({ page, context, signInAs }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/users?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New user' });
  await drawer.getByLabel('Username').fill(unique('copy').replace(' ', '-'));
  await drawer.getByRole('button', { name: 'Generate' }).click();
  await drawer.getByRole('button', { name: 'New user' }).click();
  const shown = page.getByRole('dialog', { name: 'Keep the password now' });
  await shown.getByRole('button', { name: 'Copy' }).click();
  await expect(shown.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await shown.getByTestId('secret').textContent());
});

test('a weak password is refused at its field, by the server where the contract lets it pass', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/users?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New user' });
  await drawer.getByLabel('Username').fill(unique('weak').replace(' ', '-'));
  const password = drawer.getByLabel('Password', { exact: true });
  await password.fill('short');
  await drawer.getByRole('button', { name: 'New user' }).click();
  await expect(drawer.getByText('Must have at least 12 characters')).toBeVisible();
  await password.fill('aaaaaaaaaaaaaaaa');
  await drawer.getByRole('button', { name: 'New user' }).click();
  await expect(password).toHaveAccessibleDescription(/Must mix at least three/);
});

test('a new username needs a new password; other changes do not', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  const username = await createUser(page, customerId);
  await page.getByRole('searchbox', { name: 'Search by username or display name' }).fill(username);
  await page.getByRole('link', { name: username }).click();
  await expect(page.getByRole('heading', { level: 1, name: username })).toBeVisible();

  await page.getByLabel('Display name').fill('Front desk');
  await page.getByLabel('Other allowed caller ids').fill('+31201234567\nnonsense');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText(/Line 2: must be a number/)).toBeVisible();
  await page.getByLabel('Other allowed caller ids').fill('+31201234567');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText(`${username} was saved`)).toBeVisible();

  await page.getByLabel('Username').fill(`${username}-b`);
  await expect(page.getByText(/A new username or domain needs a new password/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${username}-b` })).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
});
