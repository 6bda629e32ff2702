import { checkAccessibility as check } from './check-accessibility.ts';
import { expect, test } from './test.ts';

test('the palette leads by keyboard to a customer, a user, a page, an action and a pasted id', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/overview`);
  const palette = page.getByRole('dialog', { name: 'Search or jump' });
  const field = palette.getByRole('combobox');
  const option = (name: string | RegExp) => palette.getByRole('option', { name });
  const open = async () => {
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
  };

  await open();
  await check(page, 'palette');
  await field.fill('ameland');
  await expect(option(/Garage Ameland/)).toHaveAttribute('aria-selected', 'true');
  await check(page, 'palette, found');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('treeitem', { name: 'Garage Ameland' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(page).toHaveURL(/\/overview$/);

  await open();
  await field.fill('recepti');
  // The user is told with its customer.
  await expect(option(/receptie.*Hotel Scheveningen/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'receptie' })).toBeVisible();
  const userId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await open();
  await field.fill('rec req');
  await expect(palette.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/requests$/);

  await open();
  await field.fill(userId);
  await expect(option(/receptie/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'receptie' })).toBeVisible();

  await open();
  await field.fill('new user');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New user' })).toBeVisible();
  // What is being typed there is not lost by accident.
  await page.keyboard.press('Control+k');
  await expect(palette).toBeHidden();
});

test('the palette finds nothing of strangers, offers a viewer nothing to write, and goes by Escape', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('viewer');
  await page.goto(`/customers/${customerId}/users`);
  await page.getByRole('button', { name: 'Search or jump to' }).click();
  const palette = page.getByRole('dialog', { name: 'Search or jump' });
  await expect(palette.getByRole('option', { name: 'Overview' })).toBeVisible();
  await expect(palette.getByRole('option', { name: /^New / })).toHaveCount(0);
  for (const nothing of ['Thames', 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr', '<b>']) {
    await palette.getByRole('combobox').fill(nothing);
    await expect(palette.getByText(`Nothing is called “${nothing}”`, { exact: false })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('button', { name: 'Search or jump to' })).toBeFocused();
});

test('single keys jump, search, create and explain themselves, and can be switched off', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/overview`);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(`/customers/${customerId}/customers`);
  await expect(page.getByRole('searchbox', { name: 'Search by name' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search by name' })).toBeFocused();
  // A letter that is typed is a letter.
  await page.keyboard.type('gu?');
  await expect(page.getByRole('searchbox', { name: 'Search by name' })).toHaveValue('gu?');
  await expect(page.getByRole('heading', { name: 'No customer fits' })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('n');
  const drawer = page.getByRole('dialog', { name: 'New customer' });
  await expect(drawer.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await page.keyboard.press('t');
  await expect(page.getByRole('treeitem', { name: 'Noordzee Telecom' })).toBeFocused();
  await page.getByRole('heading', { level: 1 }).click();

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help.getByRole('checkbox')).toBeFocused();
  await expect(help.getByText('Record requests')).toBeVisible();
  await check(page, 'shortcuts');
  await page.keyboard.press('Space');
  await expect(help.getByRole('checkbox')).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Search or jump');
});
