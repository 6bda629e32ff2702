import { call } from './call.ts';
import { expect, test, unique } from './test.ts';

test.use({ hand: 'keyboard' });

const phone = { width: 390, height: 844 };

test('an API key is made with scopes, bounds and a secret that is shown once, then rotated and revoked', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const name = unique('billing sync');
  await page.goto(`/customers/${customerId}/api-keys`);
  await page.getByRole('button', { name: 'New API key' }).first().click();
  const drawer = page.getByRole('dialog', { name: 'New API key' });
  await drawer.getByLabel('Name').fill(name);
  await drawer.getByRole('button', { name: 'New API key' }).click();
  await expect(drawer.getByText(/Must|Too small|at least/i).first()).toBeVisible();
  await drawer.getByRole('button', { name: 'Call records' }).click();
  await expect(drawer.getByRole('checkbox', { name: 'Call records: Read' })).toBeChecked();
  await drawer.getByRole('checkbox', { name: 'Users: Read' }).check();
  await drawer.getByLabel('Allowed addresses').fill('192.0.2.0/24\nnowhere');
  await drawer.getByLabel('Expires').fill('2020-01-01T10:00');
  await drawer.getByRole('button', { name: 'New API key' }).click();
  await expect(drawer.getByText(/Line 2: /)).toBeVisible();
  await drawer.getByLabel('Allowed addresses').fill('192.0.2.0/24');
  await drawer.getByRole('button', { name: 'New API key' }).click();
  await expect(drawer.getByLabel('Expires')).toHaveAccessibleDescription(/must lie in the future/i);
  await drawer.getByLabel('Expires').fill('');
  await drawer.getByRole('button', { name: 'New API key' }).click();

  const shown = page.getByRole('dialog', { name: 'Keep the key now' });
  const first = (await shown.getByTestId('secret').textContent()) ?? '';
  expect(first.length).toBeGreaterThan(40);
  await shown.getByRole('link', { name: 'Go to the key' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('users:read')).toBeVisible();
  await expect(page.getByText(first)).toBeHidden();

  await page.getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('button', { name: 'Rotate now' }).click();
  const second = page.getByRole('dialog', { name: 'Keep the key now' });
  await expect(second.getByTestId('secret')).not.toHaveText(first);
  const key = (await second.getByTestId('secret').textContent()) ?? '';
  await second.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(`${key.slice(0, 8)}`)).toBeVisible();

  await page.getByLabel('Allowed addresses').fill('2001:db8::/32');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText(`${name} was saved`)).toBeVisible();
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke for good' }).click();
  await expect(page.getByText(`${name} was revoked`)).toBeVisible();
  await expect(page.getByText('It was revoked, and can be used no more.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rotate' })).toBeHidden();
  await page.goto(`/customers/${customerId}/api-keys`);
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Revoked');
});

test('the audit log is filtered in the address, tells what changed, and leads to the thing', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const name = unique('Audited');
  const { id } = await call(page, 'createCustomer', { parentId: customerId, name, kind: 'end' });
  await call(page, 'updateCustomer', { customerId: id, contact: { city: 'Vlissingen' } });
  await page.goto(`/customers/${customerId}/audit?search=${id}`);
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.getByLabel('Change', { exact: true }).selectOption('Update customer');
  await expect(page).toHaveURL(/operation=updateCustomer/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByLabel('To day').fill('2020-01-31');
  await expect(page.getByRole('heading', { name: 'No entry fits' })).toBeVisible();
  await page.getByLabel('To day').fill('');
  await page.getByRole('link', { name: `Update customer · ${name}` }).click();

  const change = page.getByRole('row', { name: /^contact\.city/ });
  await expect(change).toContainText('Vlissingen');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: /unchanged fields/ }).click();
  await expect(page.getByRole('row', { name: /^currency/ })).toBeVisible();
  await page.getByRole('link', { name: /^owner of noordzee/ }).click();
  await expect(page).toHaveURL(/actor=opr_/);
  await expect(page.getByRole('button', { name: 'Only by owner of noordzee' })).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page).toHaveURL(new RegExp(`${id}/overview`));

  // What is typed and is no id fits nothing, and the log can be exported.
  await page.goto(`/customers/${id}/audit?search=${name.replace(' ', '+')}`);
  await expect(page.getByRole('heading', { name: 'No entry fits' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await page.getByRole('button', { name: 'Columns and export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('audit.csv');
});

test.describe('by keyboard on a phone', () => {
  test.use({ viewport: phone });

  test('a key is made, and a viewer is not led to keys or the log', async ({ page, signInAs }) => {
    const customerId = await signInAs('noordzee');
    const name = unique('by hand');
    await page.goto(`/customers/${customerId}/api-keys?new=true`);
    const drawer = page.getByRole('dialog', { name: 'New API key' });
    await expect(drawer.getByLabel('Name')).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press('Tab');
    await expect(drawer.getByRole('button', { name: 'Read everything' })).toBeFocused();
    await page.keyboard.press('Space');
    await drawer.getByLabel('Name').press('Enter');
    const shown = page.getByRole('dialog', { name: 'Keep the key now' });
    await expect(shown.getByTestId('secret')).toBeVisible();
    await shown.getByRole('button', { name: 'Done' }).press('Enter');
    await expect(page.getByRole('link', { name })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);

    await page.context().clearCookies();
    await signInAs('viewer');
    await page.goto(`/customers/${customerId}/audit`);
    await expect(page.getByRole('heading', { name: 'Your role does not allow this' })).toBeVisible();
    await page.getByRole('button', { name: /^Rooms of this customer/ }).click();
    await expect(page.getByRole('link', { name: 'Consumers' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'API keys' })).toBeHidden();
  });
});

test('an operator is invited by a link that is shown once, given another role and another link, and disabled', async ({
  page,
  browser,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const name = unique('Ann');
  await page.goto(`/customers/${customerId}/operators?new=true`);
  const drawer = page.getByRole('dialog', { name: 'Invite operator' });
  await drawer.getByLabel('Name').fill(name);
  await drawer.getByLabel('Email').fill('owner@noordzee.example');
  await drawer.getByLabel('Role').selectOption('manager');
  await drawer.getByRole('button', { name: 'Invite operator' }).click();
  await expect(drawer.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
  await drawer.getByLabel('Email').fill(`${name.replace(' ', '.')}@noordzee.example`);
  await drawer.getByRole('button', { name: 'Invite operator' }).click();
  const shown = page.getByRole('dialog', { name: 'Keep the link now' });
  const link = (await shown.getByTestId('secret').textContent()) ?? '';
  await shown.getByRole('link', { name: 'Go to the operator' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText(/No password yet\. The link/)).toBeVisible();

  const guest = await browser.newContext();
  const other = await guest.newPage();
  await other.goto(link);
  await expect(other.getByRole('heading', { name: 'Set your password' })).toBeVisible();
  await guest.close();

  await page.getByLabel('Role').selectOption('finance');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText(`${name} was saved`)).toBeVisible();
  await page.getByRole('button', { name: 'New password link' }).click();
  await page.getByRole('button', { name: 'Make link' }).click();
  const again = page.getByRole('dialog', { name: 'Keep the link now' });
  await expect(again.getByTestId('secret')).not.toHaveText(link);
  await again.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Disable' }).click();
  const question = page.getByRole('dialog', { name: 'Disable this operator?' });
  await question.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByText('This operator is disabled and cannot sign in.')).toBeVisible();
  await page.getByRole('button', { name: 'Enable' }).click();
  await expect(page.getByText(`${name} was enabled`)).toBeVisible();
  await page.goto(`/customers/${customerId}/operators`);
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Finance');
});
