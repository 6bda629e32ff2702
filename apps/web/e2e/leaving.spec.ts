import { expect, test } from './test.ts';

test('a page with changes asks before it is left, by a link, a key, the palette or the way back, and not once they are discarded', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('wadden');
  const room = (label: string) =>
    page.getByRole('navigation').getByRole('link', { name: label, exact: true }).filter({ visible: true });
  const details = new RegExp(`/customers/${customerId}/details$`);
  await page.goto(`/customers/${customerId}/users`);
  await room('Details').click();
  await expect(page).toHaveURL(details);
  const name = page.getByLabel('Name', { exact: true });
  const question = page.getByRole('dialog', { name: 'Throw away what you typed?' });
  const stay = async () => {
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await expect(question).toHaveCount(0);
    await expect(page).toHaveURL(details);
    await expect(name).toHaveValue('typed');
  };
  await name.fill('typed');
  await room('Users').click();
  await stay();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await stay();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Audit');
  await expect(page.getByRole('option', { name: /Audit/ }).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await stay();
  await name.press('End');
  await page.evaluate(() => history.back());
  await stay();
  await name.press('End');
  await page.evaluate(() => history.back());
  await question.getByRole('button', { name: 'Throw away' }).click();
  await expect(page).toHaveURL(/\/users$/);

  await room('Details').click();
  await expect(name).not.toHaveValue('typed');
  await name.fill('typed and discarded');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await room('Users').click();
  await expect(page).toHaveURL(/\/users$/);
  await expect(question).toHaveCount(0);
});
