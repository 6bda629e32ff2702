import type { Page } from '@playwright/test';
import { checkAccessibility as check } from './check-accessibility.ts';
import { expect, test, unique } from './test.ts';

type Made = { id: string; name: string };

async function make(page: Page, parentId: string, kind: 'reseller' | 'end', text: string): Promise<Made> {
  const name = unique(text);
  const answer = await page.request.post('/api/trpc/createCustomer', { data: { parentId, name, kind } });
  const { result } = (await answer.json()) as { result: { data: { id: string } } };
  return { id: result.data.id, name };
}

test('a customer is moved by keyboard, and by dragging, after it was told what changes', async ({
  page,
  signInAs,
}) => {
  const topId = await signInAs('noordzee');
  const branch = await make(page, topId, 'reseller', 'Moves');
  const from = await make(page, branch.id, 'reseller', 'From');
  const to = await make(page, branch.id, 'reseller', 'To');
  const moved = await make(page, from.id, 'end', 'Moved');
  await page.goto(`/customers/${moved.id}/details`);
  const item = (name: string) => page.getByRole('treeitem', { name, exact: true });
  const dialog = page.getByRole('dialog', { name: `Move ${moved.name}` });

  await item(moved.name).focus();
  await page.keyboard.press('Shift+M');
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Move customer' })).toBeDisabled();
  await page.keyboard.type(to.name);
  const radio = dialog.getByRole('radio', { name: new RegExp(to.name) });
  await expect(dialog.getByRole('radio')).toHaveCount(1);
  await radio.focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByText(`${branch.name} › ${to.name} › ${moved.name}`)).toBeVisible();
  await expect(dialog.getByText(`stay with ${from.name}`)).toBeVisible();
  await check(page, 'move');
  await dialog.getByRole('button', { name: 'Move customer' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link');
  await expect(crumbs).toHaveText(['Noordzee Telecom', branch.name, to.name, moved.name]);

  await item(moved.name).dragTo(item(from.name));
  await expect(dialog.getByText(`stay with ${to.name}`)).toBeVisible();
  await expect(dialog.getByRole('searchbox')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Move customer' }).click();
  await expect(dialog).toBeHidden();
  await expect(crumbs).toHaveText(['Noordzee Telecom', branch.name, from.name, moved.name]);

  // What a move would make of the tree is the server's to refuse, and is told in the dialog.
  await page.goto(`/customers/${branch.id}/details`);
  await page.getByRole('button', { name: 'Move…' }).click();
  const upper = page.getByRole('dialog', { name: `Move ${branch.name}` });
  await upper.getByRole('searchbox').fill(from.name);
  await expect(upper.getByRole('radio')).toHaveCount(1);
  await upper.getByRole('radio').check();
  await upper.getByRole('button', { name: 'Move customer' }).click();
  await expect(upper.getByRole('alert')).toContainText('must not name the customer itself or one below it');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/move=true/);
});

test('times are told by the own clock or by UTC, in the page and in the next one', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const made = await make(page, customerId, 'end', 'Clock');
  await page.goto(`/customers/${made.id}/details`);
  const time = page.getByText('Last change').locator('..').locator('time');
  const at = (await time.getAttribute('datetime')) ?? '';
  const shown = (timeZone: string) =>
    new Date(at).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  await expect(time).toContainText(shown('Europe/Amsterdam'));
  await page.getByRole('button', { name: /account and theme/ }).click();
  await page.getByRole('menuitemradio', { name: 'UTC' }).focus();
  await page.keyboard.press('Enter');
  await expect(time).toContainText(shown('UTC'));
  await expect(time).toHaveAttribute('title', / UTC$/);
  await page.reload();
  await expect(time).toContainText(shown('UTC'));
});
