import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { checkAccessibility } from './check-accessibility.ts';
import { expect, test, unique } from './test.ts';

test.use({ hand: 'keyboard' });

type Answer = { result: { data: { id: string } } };

/** By the console's own interface, signed in as the page is. @returns the new thing's id */
async function make(page: Page, operation: string, data: object): Promise<string> {
  const answer = await page.request.post(`/api/trpc/${operation}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as Answer).result.data.id;
}

const csv = (lines: readonly string[]) => ({
  name: 'deck.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`prefix,name,pricePerMinute\n${lines.join('\n')}\n`),
});

test('a plan is made, its rates are imported with a preview, a call is priced, and the plan is ended', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const name = unique('Retail');
  await page.goto(`/customers/${customerId}/tariffplans`);
  await expect(
    page.getByRole('row', { name: /Wholesale EU/ }).getByText('Assigned', { exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'New tariffplan' }).click();
  const drawer = page.getByRole('dialog', { name: 'New tariffplan' });
  await drawer.getByLabel('Name').fill(name);
  await drawer.getByLabel('Off-peak times', { exact: true }).fill('mon-thu 20:00-08:00\nsa 00:00-24:00');
  await drawer.getByRole('button', { name: 'New tariffplan' }).click();
  await expect(drawer.getByText(/^Line 2: /)).toBeVisible();
  await drawer.getByLabel('Off-peak times', { exact: true }).fill('mon-thu 20:00-08:00\nsat sun 00:00-24:00');
  await drawer.getByRole('button', { name: 'New tariffplan' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No rates yet' })).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: 'Import rates' }).last().click();
  const file = page.getByLabel(/Choose a CSV file/);
  await file.setInputFiles(csv(['31,Netherlands,0.0150', '3120,Amsterdam,cheap', 'x,Nowhere,1']));
  await expect(page.getByText('The file cannot be imported')).toBeVisible();
  const errors = page.getByRole('table', { name: 'Lines with errors' });
  await expect(errors.getByRole('row', { name: /^3 pricePerMinute/ })).toBeVisible();
  await expect(errors.getByRole('row', { name: /^4 prefix/ })).toBeVisible();
  await checkAccessibility(page, 'an import with errors');

  await page.getByRole('button', { name: 'Choose another file' }).click();
  await file.setInputFiles(csv(['31,Netherlands,0.0150', '3120,Amsterdam,0.0100', '44,United Kingdom,0.9']));
  const act = page.getByRole('button', { name: 'Import 3 rates' });
  await expect(act).toBeVisible();
  // Noordzee pays more for Amsterdam than it would ask for: the preview tells, and the plan has no minimum margin.
  await page.getByRole('button', { name: /^Under cost/ }).click();
  await expect(page.getByText('The plan has no minimum margin')).toBeVisible();
  // The page that is loaded anew still has the file, and shows the same.
  await page.reload();
  await expect(page.getByText(/^deck\.csv, /)).toBeVisible();
  await act.click();
  await expect(page.getByText('3 added, 0 changed, 0 ended, 0 unchanged.')).toBeVisible();

  await page.getByRole('link', { name: 'See the rates' }).click();
  await page.getByRole('searchbox', { name: 'Search by prefix or name' }).fill('+31 20');
  await expect(page.getByRole('row', { name: /^3120/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^44/ })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search by prefix or name' }).fill('kingdom');
  await expect(page.getByRole('row', { name: /^44/ })).toBeVisible();

  await page.getByRole('button', { name: 'Price a call' }).click();
  await page.getByLabel('Called number').fill('+31 20 123 4567');
  await page.getByLabel('Talk').fill('90');
  await page.getByRole('button', { name: 'Price the call' }).click();
  const price = page.getByRole('region', { name: 'Price' });
  await expect(price.getByText('0.0150 EUR')).toBeVisible();
  await expect(price.getByText('price: 0 + 90 * 0.01 / 60 = 0.9 / 60')).toBeVisible();
  await expect(page).toHaveURL(/view=price&number=%2B31201234567/);
  await checkAccessibility(page, 'the price of a call');

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Minimum margin').fill('20');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText(`${name} was saved`)).toBeVisible();
  await expect(page.getByText('20%')).toBeVisible();
  // Its rates have begun: it is not deleted, and says why.
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog').getByText(/has rates that have begun/)).toBeVisible();
});

test('a deck takes the place of another: what it does not name ends, and only after one has agreed', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const planId = await make(page, 'createTariffplan', { customerId, name: unique('Deck') });
  for (const prefix of ['31', '32', '33']) {
    await make(page, 'createRate', {
      tariffplanId: planId,
      prefix,
      name: `Of ${prefix}`,
      pricePerMinute: '0.5',
    });
  }
  const address = `/customers/${customerId}/tariffplans/${planId}`;
  await page.goto(`${address}/import?whole=true&endAt=2030-01-01T00:00`);
  await page.getByLabel(/Choose a CSV file/).setInputFiles(csv(['31,Of 31,0.5', '32,Of 32,0.55']));
  await expect(page.getByRole('button', { name: 'Changed 1' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^32 .*\+10\.0%/ })).toBeVisible();
  await page.getByRole('button', { name: 'Ended 1' }).click();
  await page.getByRole('button', { name: 'Import 1 rate' }).click();
  const question = page.getByRole('dialog', { name: 'End 1 rate?' });
  await expect(question.getByText(/will end at 1 Jan 2030, 00:00/)).toBeVisible();
  await question.getByRole('button', { name: 'Import and end them' }).click();
  await expect(page.getByText('0 added, 1 changed, 1 ended, 1 unchanged.')).toBeVisible();

  // A deck that was exported changes nothing when it is imported again.
  await page.getByRole('link', { name: 'See the rates' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export deck' }).click();
  const deck = await (await saving).path();
  await page.goto(`${address}/import`);
  await page.getByLabel(/Choose a CSV file/).setInputFiles({ ...csv([]), buffer: await readFile(deck) });
  await expect(page.getByText('Everything in this file is stored already.')).toBeVisible();
  await page.getByRole('button', { name: 'Choose another file' }).click();

  // Both rates of the prefix stand in its history.
  await page.goto(`${address}?time=all&search=32`);
  await page
    .getByRole('row', { name: /^32 .*Ended/ })
    .getByRole('link')
    .click();
  const history = page.getByRole('table', { name: 'All rates of this prefix' });
  await expect(history.getByRole('row')).toHaveCount(3);
  await expect(page.getByText('only name, country and its end can change')).toBeVisible();
  await expect(page.getByLabel('Price per minute', { exact: true })).not.toBeEditable();
  await checkAccessibility(page, 'a rate');
});

test('a rate to come is made, changed and deleted by keyboard alone', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  const planId = await make(page, 'createTariffplan', { customerId, name: unique('Keys') });
  await page.goto(`/customers/${customerId}/tariffplans/${planId}?new=true&time=all`);
  const drawer = page.getByRole('dialog', { name: 'New rate' });
  await expect(drawer.getByLabel('Prefix')).toBeFocused();
  await page.keyboard.type('4930');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Berlin');
  await drawer.getByLabel('Price per minute', { exact: true }).focus();
  await page.keyboard.type('0.01234567');
  await drawer.getByLabel('Valid from').fill('2031-05-01T00:00');
  await page.keyboard.press('Enter');
  await expect(drawer).toBeHidden();
  const row = page.getByRole('row', { name: /^4930/ });
  await expect(row.getByText('To come')).toBeVisible();
  await row.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '4930 Berlin' })).toBeVisible();
  await page.getByLabel('Price per minute', { exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('0.02');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The rate of 4930 was saved')).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No rates yet' })).toBeVisible();
});

test('who is charged by a plan reads it and its rates, prices calls by it, and changes nothing', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/tariffplans`);
  await page.getByRole('link', { name: 'Wholesale EU' }).click();
  await expect(page.getByText('This plan belongs to the level above')).toBeVisible();
  await expect(page.getByRole('row', { name: /^31 Netherlands/ })).toBeVisible();
  for (const act of ['New rate', 'Delete'])
    await expect(page.getByRole('button', { name: act })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Import rates' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByLabel('Name', { exact: true })).not.toBeEditable();
  await expect(page.getByLabel('Minimum margin')).toHaveCount(0);
  // By hand neither: the door for files obeys the same rights, and answers its own pages only.
  const planId = /trf_\w+/.exec(page.url())?.[0] ?? '';
  const send = (headers: Record<string, string>) =>
    page.request.post(`/api/stream/importRates?tariffplanId=${planId}`, {
      headers: { 'content-type': 'text/csv', ...headers },
      data: 'prefix,name,pricePerMinute\n31,Free,0\n',
    });
  expect((await send({})).status()).toBe(404);
  expect((await send({ origin: 'https://evil.example' })).status()).toBe(403);
  expect((await send({ 'content-type': 'text/plain' })).status()).toBe(415);
  await page.context().clearCookies();
  expect((await send({})).status()).toBe(401);
});

test('an import that was under way when the page was loaded anew is all there, and the page says so', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const planId = await make(page, 'createTariffplan', { customerId, name: unique('Reload') });
  const address = `/customers/${customerId}/tariffplans/${planId}`;
  await page.goto(`${address}/import`);
  await page.getByLabel(/Choose a CSV file/).setInputFiles(csv(['31,Netherlands,0.5', '32,Belgium,0.5']));
  // The server does its work; its answer never comes.
  const imported = new Promise<number>((resolve) => {
    page.route('**/api/stream/importRates*', async (route) => resolve((await route.fetch()).status()));
  });
  await page.getByRole('button', { name: 'Import 2 rates' }).click();
  await expect(page.getByText('Stay on this page until it is done.')).toBeVisible();
  expect(await imported).toBe(200);
  // The browser asks whether one really wants to leave.
  let isAsked = false;
  page.on('dialog', (dialog) => {
    isAsked = dialog.type() === 'beforeunload';
    return dialog.accept();
  });
  await page.reload();
  expect(isAsked).toBe(true);
  await expect(page.getByText('An import of deck.csv was under way when this page was left')).toBeVisible();
  await expect(page.getByText('Everything in this file is stored already.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nothing to import' })).toBeDisabled();
  // Whoever signs in next in this browser does not find the file.
  await page.getByRole('button', { name: /account and theme/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await signInAs('noordzee');
  await page.goto(`${address}/import`);
  await expect(page.getByLabel(/Choose a CSV file/)).toBeAttached();
  await expect(page.getByText('was under way')).toHaveCount(0);
});
