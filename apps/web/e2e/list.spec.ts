import { readFile } from 'node:fs/promises';
import { checkAccessibility as check } from './check-accessibility.ts';
import { sizes } from './sizes.ts';
import { expect, test } from './test.ts';

test('columns are chosen by keyboard and kept; what is listed is exported as it is shown', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const address = `/customers/${customerId}/customers?sort=-name&status=active`;
  await page.goto(address);
  const heads = page.getByRole('columnheader');
  const before = ['Name', 'Kind', 'Status', 'Currency', 'Billing', 'External id', 'Created'];
  await expect(heads).toHaveText(before);
  const menu = page.getByRole('button', { name: 'Columns and export' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemcheckbox', { name: 'Kind' })).toBeFocused();
  await check(page, 'columns');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Time zone' }).focus();
  await page.keyboard.press('Space');
  const after = ['Name', 'Status', 'Currency', 'Billing', 'External id', 'Created', 'Time zone'];
  await expect(heads).toHaveText(after);
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  // The server renders the table as it was chosen: nothing moves when the page becomes alive.
  const html = await (await page.request.get(address)).text();
  const table = html.slice(html.indexOf('<thead'), html.indexOf('</thead>'));
  expect([...table.matchAll(/Time zone|Kind/g)].map(([text]) => text)).toEqual(['Time zone']);

  await menu.click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('customers.csv');
  const [head, ...rows] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(head).toBe(`\uFEFF${after.join(',')}`);
  const shown = await page.getByRole('row').getByRole('link').allTextContents();
  const names = rows.map((row) => row.split(',', 1)[0]?.replaceAll('"', ''));
  expect(names.slice(0, shown.length)).toEqual(shown);
  expect(rows.join()).toContain('Active,EUR,Postpaid,N-2001,');
  await expect(page.getByText(/rows were exported/)).toBeVisible();
});

test('a step to another room shows its place at once, and then its rows', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/overview`);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/api\/trpc\/.*getCustomerCustomers/, async (route) => {
    await held;
    await route.continue();
  });
  await page
    .getByRole('navigation', { name: 'Of this customer' })
    .getByRole('link', { name: 'Customers' })
    .click();
  const table = page.getByRole('table', { name: 'Customers' });
  await expect(table).toHaveAttribute('aria-busy', 'true');
  await expect(table.getByRole('columnheader', { name: 'Name' })).toBeVisible();
  release();
  await expect(table.getByRole('link', { name: 'Waddenvoice' })).toBeVisible();
  await expect(table).toHaveAttribute('aria-busy', 'false');
});

test.describe('on a phone', () => {
  test.use(sizes.phone);

  test('the rooms open from a bar that tells the present one, and close by going or by Escape', async ({
    page,
    signInAs,
  }) => {
    const customerId = await signInAs('noordzee');
    await page.goto(`/customers/${customerId}/overview`);
    const rooms = page.getByRole('navigation', { name: 'Of this customer' });
    const bar = rooms.getByRole('button', { name: 'now: Overview' });
    await expect(rooms.getByRole('link', { name: 'Users' })).toBeHidden();
    await bar.tap();
    await expect(rooms.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');
    await check(page, 'rooms');
    await rooms.getByRole('link', { name: 'Users' }).tap();
    await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
    await expect(rooms.getByRole('link', { name: 'Users' })).toBeHidden();
    await rooms.getByRole('button', { name: 'now: Users' }).tap();
    await expect(rooms.getByRole('link', { name: 'Inbox' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(rooms.getByRole('link', { name: 'Inbox' })).toBeHidden();
  });
});
