import type { Page } from '@playwright/test';
import { call } from './call.ts';
import { stack } from './stack.ts';
import { expect, hydrated, test, unique } from './test.ts';

test.use({ hand: 'keyboard' });

const password = 'a sentence that nobody else knows';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A reseller with an end customer, and an operator at each. @returns their ids, and signs the page in for one of them */
async function makeReseller(page: Page, parentId: string) {
  const name = unique('Branded');
  const reseller = await call(page, 'createCustomer', { parentId, name, kind: 'reseller' });
  const end = await call(page, 'createCustomer', {
    parentId: reseller.id,
    name: unique('Shop'),
    kind: 'end',
  });
  const people = { reseller: reseller.id, end: end.id };
  const emailOf = (place: keyof typeof people) =>
    `${place}.${name.replace(' ', '.').toLowerCase()}@shop.example`;
  for (const place of ['reseller', 'end'] as const) {
    const person = { email: emailOf(place), name: place, role: 'owner', password };
    await call(page, 'createOperator', { customerId: people[place], ...person });
  }
  const signIn = async (place: keyof typeof people) => {
    await page.context().clearCookies();
    await page.goto(`/sign-in?brand=${reseller.id}`);
    await page.getByLabel('Email').fill(emailOf(place));
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/customers\//);
    await hydrated(page);
  };
  return { ...people, signIn };
}

const accentOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim());

test('a reseller gives its subtree a name, a colour that can be read, and a logo, and the sign-in page too', async ({
  page,
  signInAs,
}) => {
  const { reseller, end, signIn } = await makeReseller(page, await signInAs('noordzee'));
  await signIn('reseller');
  await page.goto(`/customers/${reseller}/settings`);
  const brand = unique('Zeevoice');
  await page.getByLabel('Brand name').fill(brand);
  await page.getByLabel('Colour').fill('yellow');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Colour')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Colour').fill('#ffee00');
  await expect(page.getByRole('img', { name: 'How links look in it, by day and by night' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose image' })).toBeDisabled();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The settings were saved')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Customers' }).getByText(brand)).toBeVisible();

  const drawing = {
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg onload="alert(1)"/>'),
  };
  const file = page.getByRole('button', { name: 'Choose image' });
  await file.setInputFiles(drawing);
  await expect(page.getByRole('alert').filter({ hasText: 'must be a PNG, a JPEG or a WebP' })).toBeVisible();
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png });
  await expect(page.getByText('The logo was stored')).toBeVisible();
  const logo = await page.getByRole('img', { name: 'Logo' }).getAttribute('src');
  expect(logo).toMatch(/^\/logos\/[0-9a-f]{64}$/);

  // Who signs in below it sees the brand; yellow has become a shade that can be read.
  await signIn('end');
  await expect(page).toHaveTitle(new RegExp(brand));
  await expect(page.getByRole('navigation', { name: 'Customers' }).getByText(brand)).toBeVisible();
  expect(await accentOf(page)).toMatch(/^#[0-7][0-9a-f][0-7][0-9a-f]00$/);
  await page.goto(`/customers/${end}/settings`);
  await expect(page.getByText('No logo of its own')).toBeVisible();

  await page.context().clearCookies();
  await page.goto(`/sign-in?brand=${reseller}`);
  await expect(page.getByRole('heading', { level: 1, name: brand })).toBeVisible();
  const image = await page.request.get(`${stack().baseUrl}${logo}`);
  expect(image.headers()).toMatchObject({
    'content-type': 'image/png',
    'cache-control': expect.stringContaining('immutable'),
    'x-content-type-options': 'nosniff',
  });
  expect((await page.request.get('/logos/nonsense')).status()).toBe(404);
  await page.goto('/sign-in?brand=nonsense');
  await expect(page.getByRole('heading', { level: 1, name: 'Strowger' })).toBeVisible();
});
