import { sizes } from './sizes.ts';
import { expect, test } from './test.ts';

test('the tree is worked by keyboard, and the address follows', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/users`);
  const tree = page.getByRole('tree', { name: 'Customers' });
  const item = (name: string) => tree.getByRole('treeitem', { name, exact: true });
  await expect(item('Noordzee Telecom')).toHaveAttribute('aria-current', 'page');
  await item('Noordzee Telecom').focus();
  await page.keyboard.press('w');
  await expect(item('Waddenvoice')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(item('Waddenvoice')).toHaveAttribute('aria-expanded', 'true');
  await expect(item('Bakkerij Jansen')).toHaveAttribute('aria-level', '3');
  await page.keyboard.press('ArrowRight');
  await expect(item('Bakkerij Jansen')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/customers\/cus_\w+\/users$/);
  await expect(page.getByRole('link', { name: 'winkel' })).toBeVisible();

  const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' });
  await expect(crumbs.getByRole('link')).toHaveText(['Noordzee Telecom', 'Waddenvoice', 'Bakkerij Jansen']);
  await page.keyboard.press('ArrowLeft');
  await expect(item('Waddenvoice')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(item('Bakkerij Jansen')).toBeHidden();
  await page.keyboard.press('Home');
  await expect(item('Noordzee Telecom')).toBeFocused();
});

test('a deep link opens the tree down to the customer, without asking the server again', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/customers`);
  await page.getByRole('searchbox', { name: 'Search customers' }).fill('ameland');
  await page
    .getByRole('list', { name: 'Found customers' })
    .getByRole('link', { name: /Garage Ameland/ })
    .click();
  // An end customer has no customers of its own: its users are shown.
  await expect(page).toHaveURL(/\/users$/);

  await expect(page.getByRole('treeitem', { name: 'Garage Ameland' })).toBeVisible();
  const calls: string[] = [];
  page.on('request', (request) => request.url().includes('/api/trpc/') && calls.push(request.url()));
  await page.reload();
  const item = page.getByRole('treeitem', { name: 'Garage Ameland' });
  await expect(item).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('link', { name: 'balie', exact: true })).toBeVisible();
  expect(calls).toEqual([]);
});

test('breadcrumbs lead up and keep the room', async ({ page, signInAs }) => {
  await signInAs('noordzee');
  await page.goto('/');
  await page.getByRole('treeitem', { name: 'Waddenvoice' }).click();
  await page.getByRole('link', { name: 'Consumers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Consumers' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Breadcrumbs' })
    .getByRole('link', { name: 'Noordzee Telecom' })
    .click();
  await expect(page).toHaveURL(/\/consumers$/);
  await expect(page.getByText('Where call records of Noordzee Telecom are sent')).toBeVisible();
});

test('a customer out of scope, and one that never was, are the same empty page', async ({
  page,
  signInAs,
}) => {
  await signInAs('platform');
  await page.goto('/');
  const link = page.getByRole('link', { name: /Thames/ }).first();
  const stranger = (await link.getAttribute('href'))?.split('/')[2];
  await page.context().clearCookies();
  await signInAs('noordzee');
  for (const id of [stranger, 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr', 'nonsense']) {
    await page.goto(`/customers/${id}/users`);
    await expect(page.getByRole('heading', { level: 1, name: 'There is nothing here' })).toBeVisible();
  }
});

test('the theme is chosen in the menu by keyboard and stays', async ({ page, signInAs }) => {
  await signInAs('noordzee');
  await page.goto('/');
  await page.getByRole('button', { name: /account and theme/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'System' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeChecked();
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /account and theme/ })).toBeFocused();
  await page.reload();
  await expect(page.locator('html')).toHaveClass(/dark/);
});

test.describe('on a phone', () => {
  test.use(sizes.phone);

  test('the tree is a drawer that closes when one goes somewhere', async ({ page, signInAs }) => {
    const customerId = await signInAs('noordzee');
    await page.goto(`/customers/${customerId}/customers`);
    await expect(page.getByRole('tree')).toBeHidden();
    await page.getByRole('button', { name: 'Open the customer tree' }).tap();
    const drawer = page.getByRole('dialog', { name: 'Customers' });
    await drawer.getByRole('treeitem', { name: 'Hotel Scheveningen' }).tap();
    await expect(drawer).toBeHidden();
    await expect(page.getByRole('link', { name: 'receptie' })).toBeVisible();
  });
});
