import { call } from './call.ts';
import { expect, test, unique } from './test.ts';

test('a drawer asks before it throws away what was typed, however one leaves it', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/customers?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New customer' });
  const question = page.getByRole('dialog', { name: 'Throw away what you typed?' });
  const name = drawer.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  await page.getByRole('button', { name: 'New customer' }).click();
  await expect(name).toBeFocused();
  await name.fill('Half a name');
  for (const leave of [
    () => page.keyboard.press('Escape'),
    () => drawer.getByRole('button', { name: 'Close' }).click(),
    () => drawer.getByRole('button', { name: 'Cancel' }).click(),
    () => page.mouse.click(40, 400),
  ]) {
    await leave();
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await expect(question).toBeHidden();
    await expect(name).toHaveValue('Half a name');
  }
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Throw away' }).click();
  await expect(drawer).toBeHidden();
  await expect(page).not.toHaveURL(/new=true/);
});

test.describe('by keyboard', () => {
  test.use({ hand: 'keyboard' });

  test('a user is deleted once nothing depends on it, and not unseen', async ({ page, signInAs }) => {
    const customerId = await signInAs('noordzee');
    const username = unique('leaver').replace(' ', '-');
    const user = await call(page, 'createUser', { customerId, username, password: 'Correct-horse-9-staple' });
    const forward = await call(page, 'createForward', {
      userId: user.id,
      condition: 'busy',
      target: '+31201234567',
    });
    await page.goto(`/customers/${customerId}/users/${user.id}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete this user?' });
    await expect(dialog.getByText(username)).toBeVisible();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    const refusal = dialog.getByRole('alert');
    await expect(refusal).toContainText('Change or delete these first:');
    await expect(refusal.getByRole('listitem')).toHaveCount(1);

    await call(page, 'deleteForward', { forwardId: forward.id });
    await call(page, 'updateUser', { userId: user.id, displayName: 'Renamed meanwhile' });
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(refusal).toContainText('Somebody changed it meanwhile');
    await expect(page.getByLabel('Display name')).toHaveValue('Renamed meanwhile');
    await dialog.getByRole('button', { name: 'Delete all the same' }).click();
    await expect(page).toHaveURL(new RegExp(`${customerId}/users$`));
    await expect(page.getByText(`${username} was deleted`)).toBeVisible();
    await expect(page.getByRole('link', { name: username })).toBeHidden();
  });

  test('a terminated customer is deleted, and told where somebody was quicker', async ({
    page,
    signInAs,
  }) => {
    const customerId = await signInAs('noordzee');
    const names = [unique('Gone'), unique('Gone before')];
    const ids: string[] = [];
    for (const name of names) {
      const { id } = await call(page, 'createCustomer', { parentId: customerId, name, kind: 'end' });
      await call(page, 'updateCustomer', { customerId: id, status: 'terminated' });
      ids.push(id);
    }
    for (const [at, name] of names.entries()) {
      await page.goto(`/customers/${ids[at]}/details`);
      await page.getByRole('button', { name: 'Delete' }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Delete this customer?' });
      await expect(dialog).toBeVisible();
      if (at === 1) await call(page, 'deleteCustomer', { customerId: ids[at] });
      await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(new RegExp(`${customerId}/customers$`));
      const told = at === 0 ? `${name} was deleted` : `${name} had been deleted already`;
      await expect(page.getByText(told)).toBeVisible();
      await expect(page.getByRole('treeitem', { name })).toBeHidden();
    }
  });
});
