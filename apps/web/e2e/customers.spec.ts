import type { Browser, Page } from '@playwright/test';
import { stack } from './stack.ts';
import { expect, hydrated, signInTo, test, unique, watch } from './test.ts';

test.use({ hand: 'keyboard' });

/** Makes an end customer below Noordzee Telecom and opens its details. */
async function createCustomer(page: Page, customerId: string, name: string): Promise<void> {
  await page.goto(`/customers/${customerId}/customers?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New customer' });
  await drawer.getByLabel('Name').fill(name);
  await drawer.getByRole('button', { name: 'New customer' }).click();
  await expect(page).toHaveURL(/\/details$/);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('a new customer inherits what is left empty, shows in the list and in the tree', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const name = unique('Bakkerij');
  await page.goto(`/customers/${customerId}/customers`);
  await page.getByRole('button', { name: 'New customer' }).click();
  const drawer = page.getByRole('dialog', { name: 'New customer' });
  await expect(drawer.getByLabel('Name')).toBeFocused();
  await expect(drawer.getByLabel('Currency')).toHaveAttribute('placeholder', 'EUR – Euro (from the parent)');
  await expect(drawer.getByLabel('Time zone')).toHaveAttribute('placeholder', /Europe\/Amsterdam/);

  await drawer.getByRole('button', { name: 'New customer' }).click();
  await expect(drawer.getByText('Must be given')).toBeVisible();
  await expect(drawer.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');

  await drawer.getByLabel('Name').fill(name);
  await drawer.getByLabel('Time zone').fill('lisb');
  await page.keyboard.press('Enter');
  await expect(drawer.getByLabel('Time zone')).toHaveValue('Europe/Lisbon');
  await drawer.getByLabel('Credit limit').fill('-5');
  await drawer.getByRole('button', { name: 'New customer' }).click();
  await expect(drawer.getByText(/Must be a decimal amount/)).toBeVisible();
  await drawer.getByLabel('Credit limit').fill('250.00');
  await drawer.getByRole('button', { name: 'New customer' }).click();

  await expect(page).toHaveURL(/\/details$/);
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Lisbon');
  await expect(page.getByLabel('Currency')).toHaveValue('EUR – Euro');
  await expect(page.getByLabel('Credit limit')).toHaveValue(/^250(\.00)?$/);
  await expect(page.getByRole('treeitem', { name })).toHaveAttribute('aria-current', 'page');
});

test('what the server refuses lands at its field', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/customers?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New customer' });
  await drawer.getByLabel('Name').fill(unique('Double'));
  await drawer.getByLabel('External id').fill('N-2001');
  await drawer.getByRole('button', { name: 'New customer' }).click();
  await expect(drawer.getByLabel('External id')).toHaveAttribute('aria-invalid', 'true');
  await expect(drawer.getByLabel('External id')).toBeFocused();
});

test('search, sort, filter and page stand in the address', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/customers`);
  await page.getByRole('searchbox', { name: 'Search by name' }).fill('waddenv');
  await expect(page).toHaveURL(/search=waddenv/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole('searchbox', { name: 'Search by name' })).toHaveValue('waddenv');
  await expect(page.getByRole('row')).toHaveCount(2);

  await page.getByRole('combobox', { name: 'Status' }).selectOption('Terminated');
  await expect(page.getByRole('heading', { name: 'No customer fits' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'false');
  const names = await page.getByRole('row').getByRole('link').allTextContents();
  expect(names).toEqual([...names].sort((one, other) => (one < other ? 1 : -1)));

  await page.goto(`/customers/${customerId}/customers?cursor=forged`);
  await expect(page.getByRole('heading', { name: 'This page of the list is gone' })).toBeVisible();
  await page.getByRole('button', { name: 'First page' }).click();
  await expect(page.getByRole('link', { name: 'Waddenvoice' })).toBeVisible();
});

/** Two people of one company in the same form; the second saves after the first. */
async function saveStale(browser: Browser, page: Page, customerId: string) {
  const name = unique('Contested');
  await createCustomer(page, customerId, name);
  const context = await browser.newContext({ baseURL: stack().baseUrl });
  const other = await context.newPage();
  const faults = watch(other);
  await signInTo(other, 'noordzee');
  await other.goto(page.url());
  await other.getByLabel('Credit limit').waitFor();
  await hydrated(other);
  await other.getByLabel('Credit limit').fill('900');
  await other.getByLabel('City').fill('Utrecht');
  await other.getByRole('button', { name: 'Save changes' }).click();
  await expect(other.getByText(`${name} was saved`)).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();

  await page.getByLabel('Credit limit').fill('100');
  await page.getByLabel('External id').fill(name.replace(' ', '-'));
  await page.getByRole('button', { name: 'Save changes' }).click();
  const panel = page.getByRole('alert').filter({ hasText: 'Somebody else saved this meanwhile' });
  await expect(panel).toBeVisible();
  await expect(panel.getByRole('row', { name: /^Credit limit/ })).toContainText('900');
  await expect(panel.getByRole('row', { name: /^Credit limit/ })).toContainText('100');
  await expect(panel.getByRole('row', { name: /^Contact/ })).toContainText('city: Utrecht');
  await expect(panel.getByRole('row', { name: /^Contact/ })).toContainText('not changed by you');
  return { name, panel };
}

test('a stale write writes nothing, and taking what is stored drops what was typed', async ({
  browser,
  page,
  signInAs,
}) => {
  const { panel } = await saveStale(browser, page, await signInAs('noordzee'));
  await panel.getByRole('button', { name: 'Take what is stored' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByLabel('Credit limit')).toHaveValue(/^900/);
  await expect(page.getByLabel('External id')).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
});

test('a stale write can be repeated on purpose, and leaves what only the other one changed', async ({
  browser,
  page,
  signInAs,
}) => {
  const { name, panel } = await saveStale(browser, page, await signInAs('noordzee'));
  await panel.getByRole('button', { name: 'Overwrite with mine' }).click();
  await expect(page.getByText(`${name} was saved`)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Credit limit')).toHaveValue(/^100/);
  await expect(page.getByLabel('City')).toHaveValue('Utrecht');
});

test('suspending is asked for first, and the whole customer shows it', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  const name = unique('Late payer');
  await createCustomer(page, customerId, name);
  await page.getByLabel('Status', { exact: true }).selectOption('suspended');
  await page.getByRole('button', { name: 'Save changes' }).click();
  const question = page.getByRole('dialog', { name: 'Suspend this customer?' });
  await question.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByText(`${name} is suspended.`)).toBeVisible();
  await expect(page.getByRole('treeitem', { name }).getByRole('img', { name: 'Suspended' })).toBeVisible();
});

test('on the own node, what is reserved to the parent is shown and not written', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/details`);
  await expect(page.getByText('This is your own node.')).toBeVisible();
  await expect(page.getByLabel('Credit limit')).not.toBeEditable();
  await expect(page.getByLabel('Credit limit')).toHaveAccessibleDescription('Reserved to the parent');
  await expect(page.getByLabel('Tariffplan')).toHaveValue('Wholesale EU');
  await page.getByLabel('Postal code').fill(String(Math.floor(1000 + Math.random() * 9000)));
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Noordzee Telecom was saved')).toBeVisible();
});

test('a list longer than a page is walked forwards and back, and its place is in the address', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('thames');
  const parent = await page.request.post('/api/trpc/createCustomer', {
    data: { parentId: customerId, name: unique('Long list'), kind: 'reseller' },
  });
  const parentId: string = (await parent.json()).result.data.id;
  const names = Array.from({ length: 120 }, (_, at) => `Customer ${String(at).padStart(3, '0')}`);
  for (let at = 0; at < names.length; at += 10) {
    await Promise.all(
      names
        .slice(at, at + 10)
        .map((name) =>
          page.request.post('/api/trpc/createCustomer', { data: { parentId, name, kind: 'end' } }),
        ),
    );
  }
  await page.goto(`/customers/${parentId}/customers`);
  const first = page.getByRole('row').nth(1).getByRole('link');
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await expect(first).toHaveText('Customer 000');
  await pages.getByRole('button', { name: 'Next' }).click();
  await expect(first).toHaveText('Customer 050');
  await page.reload();
  await expect(first).toHaveText('Customer 050');
  await pages.getByRole('button', { name: 'Next' }).click();
  await expect(first).toHaveText('Customer 100');
  await expect(pages.getByRole('button', { name: 'Next' })).toBeDisabled();
  await pages.getByRole('button', { name: 'Previous' }).click();
  await expect(first).toHaveText('Customer 050');
  await page.goBack();
  await expect(first).toHaveText('Customer 100');

  // The tree loads a hundred at once; the one in focus shows though it comes later.
  await page
    .getByRole('row', { name: /Customer 119/ })
    .getByRole('link')
    .click();
  await expect(page.getByRole('treeitem', { name: 'Customer 119' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('treeitem', { name: 'Customer 118' })).toHaveCount(0);
  await page.getByRole('treeitem', { name: 'Show more' }).click();
  await expect(page.getByRole('treeitem', { name: 'Customer 118' })).toBeVisible();
  await expect(page.getByRole('treeitem', { name: 'Customer 119' })).toHaveCount(1);
});
