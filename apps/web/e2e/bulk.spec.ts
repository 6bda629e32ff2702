import { readFile } from 'node:fs/promises';
import type { Browser, Download, Page } from '@playwright/test';
import { actAs, call } from './call.ts';
import { checkAccessibility as check } from './check-accessibility.ts';
import { expect, test, unique } from './test.ts';

/** A stem for usernames that no other test uses. */
const stem = (text: string): string => unique(text).replace(' ', '-');

/** Ten numbers that no other test uses, from the first on. */
function tenNumbers(): string[] {
  const first = 31_880_000_000 + Math.floor(Math.random() * 1_000_000) * 10;
  return Array.from({ length: 10 }, (_, at) => `+${first + at}`);
}

/** Has the platform allot numbers to a customer. */
const allot = (browser: Browser, customerId: string, numbers: readonly string[]) =>
  actAs(browser, 'platform', (page) =>
    call(page, 'createNumberRange', { customerId, rangeStart: numbers[0], rangeEnd: numbers.at(-1) }),
  );

async function linesOf(download: Download): Promise<string[]> {
  const text = await readFile(await download.path(), 'utf8');
  return text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
}

async function save(page: Page, button: string): Promise<string[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return linesOf(await download);
}

test('users and their numbers come from pasted lines; each line tells what became of it', async ({
  page,
  browser,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const numbers = tenNumbers();
  await allot(browser, customerId, numbers.slice(0, 5));
  const name = stem('bulk');
  await page.goto(`/customers/${customerId}/users`);
  await page.getByRole('link', { name: 'Create many' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Create many users' })).toBeVisible();
  await check(page, 'bulk, text');
  const text = page.getByRole('textbox', { name: 'Lines to create' });
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(text).toHaveAccessibleDescription(/There is nothing to read yet/);
  expect(await save(page, 'Template')).toHaveLength(3);

  // A range of a European spreadsheet, with a column that nobody knows and a name for a number that is not its own.
  await text.fill(
    [
      'Login;Full name;Room;Tel',
      `${name}-1;Front desk;12;${numbers[0]}`,
      `${name}-2;=cmd|calc;13;00${numbers[1]?.slice(1)}`,
      `${name}-3;Workshop;14;${numbers[7]}`,
      `${name} 4;Attic;15;${numbers[3]}`,
      `${name}-2;Twice;16;`,
      `${name}-5;Cellar;17;`,
    ].join('\n'),
  );
  await page.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('table', { name: 'Preview' });
  await expect(page.getByRole('heading', { name: '4 lines can be created' })).toBeFocused();
  await expect(page.getByLabel('Column 1')).toHaveValue('username');
  await expect(page.getByLabel('Column 3')).toHaveValue('');
  await page.getByLabel('Column 4').selectOption({ label: 'Number' });
  await expect(
    preview.getByRole('row', { name: new RegExp(`^3 .*${numbers[1]?.replace('+', '\\+')}`) }),
  ).toBeVisible();
  await page.getByLabel('Only lines that need another look').check();
  const faulty = preview.getByRole('row');
  await expect(faulty).toHaveCount(3);
  await expect(faulty.nth(1)).toContainText(/^5\s*Username: Must be 1 to 64 letters/);
  await expect(faulty.nth(2)).toContainText(/^6\s*Username: Stands in line 3 already/);
  await check(page, 'bulk, preview');

  const create = page.getByRole('button', { name: 'Create 4 users' });
  await expect(create, 'a wide table scrolls by itself').toBeInViewport({ ratio: 1 });
  await create.click();
  await expect(page.getByText('3 users created, 1 refused, 2 left out')).toBeVisible();
  const outcome = page.getByRole('table', { name: 'Create many users' });
  await expect(outcome.getByRole('row', { name: `4 ${name}-3` })).toContainText(
    /In part\s*The user was created, the number was not: number .*allotted/,
  );
  await check(page, 'bulk, outcome');

  const left = await save(page, 'Save the lines that are left');
  expect(left[0]).toBe('Login,Full name,Room,Tel,why');
  expect(left.map((line) => line.split(',')[0])).toEqual(['Login', `${name}-3`, `${name} 4`, `${name}-2`]);
  const passwords = await save(page, 'Save the passwords');
  expect(passwords).toHaveLength(5);
  expect(passwords[1]).toMatch(new RegExp(`^${name}-1,,\\${numbers[0]},(\\w{5}-){3}\\w{5}$`));
  await expect(page.getByRole('button', { name: 'Passwords saved' })).toBeVisible();

  // What stood in the way is gone: the user is not made a second time, its number is.
  await allot(browser, customerId, numbers.slice(5));
  await page.getByRole('button', { name: 'Try 1 line again' }).click();
  await expect(page.getByText('4 users created, 2 left out')).toBeVisible();
  await page.getByRole('link', { name: 'Users', exact: true }).last().click();
  await page.getByRole('searchbox', { name: 'Search by username or display name' }).fill(name);
  await expect(page.getByRole('row')).toHaveCount(5);
  await page.getByRole('link', { name: `${name}-3` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${name}-3` })).toBeVisible();
  const userId = page.url().split('/').at(-1);
  const input = encodeURIComponent(JSON.stringify({ userId }));
  const extensions = await page.request.get(`/api/trpc/getUserExtensions?input=${input}`);
  expect(await extensions.text()).toContain(numbers[7]);
});

test('by keyboard alone customers are created, past a server that asks to wait, while one looks at other pages', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  const name = unique('Bulk');
  const tabTo = async (label: string) => {
    const focused = page.locator(':focus');
    for (let steps = 0; steps < 60; steps++) {
      await page.keyboard.press('Tab');
      const text = await focused.evaluate(
        (element) => element.getAttribute('aria-label') ?? element.textContent,
      );
      if (text === label) return;
    }
    throw new Error(`Tab does not lead to ${label}`);
  };
  await page.goto(`/customers/${customerId}/customers/bulk`);
  await page.getByRole('textbox', { name: 'Lines to create' }).focus();
  await page.keyboard.insertText(
    `name\tkind\tcountry\n${name} A\tend\tnl\n${name} B\tRESELLER\t\n${name} C\tend\tNetherlands`,
  );
  await tabTo('Preview');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '2 lines can be created' })).toBeFocused();
  await expect(page.getByRole('row', { name: `${name} C` })).toContainText('Country: Must be');

  let isLimited = true;
  await page.route(/api\/trpc\/createCustomer/, async (route) => {
    if (!isLimited) return route.continue();
    await route.fulfill({ status: 429, headers: { 'retry-after': '20' }, body: 'slow down' });
    isLimited = false;
  });
  await tabTo('Create 2 customers');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/The server asks to wait. It goes on in \d+ s\./)).toBeVisible();
  await check(page, 'bulk, waiting');
  await page.getByRole('button', { name: 'Stop' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('0 customers created, 2 not tried, 1 left out')).toBeVisible();

  // Elsewhere and back: the lines are where they were.
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page.goBack();
  await tabTo('Go on with 2 lines');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 customers created, 1 left out')).toBeVisible();
  await expect(page.getByRole('tree').getByText(`${name} B`)).toBeVisible();
});

test('a tab with passwords that were not saved asks before it closes, and more than a thousand lines are refused', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/users/bulk`);
  const text = page.getByRole('textbox', { name: 'Lines to create' });
  await page.getByText('Fill in a series').click();
  await page.getByLabel('How many').fill('1000');
  await page.getByLabel('First username').fill(`${stem('many')}-0001`);
  await page.getByRole('button', { name: 'Fill in' }).click();
  await expect(text).toHaveValue(/-0001\n(.*\n)*.*-1000$/);
  const lines = await text.inputValue();
  await text.fill(`${lines}\nmore`);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText(/These are 1,002 lines; at most 1,000 go at a time/)).toBeVisible();
  await text.fill(lines);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('heading', { name: '1,000 lines can be created' })).toBeVisible();
  await expect(page.getByText('1–100 of 1,000')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, 'wider than a phone').toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Back to the text' }).click();
  await expect.poll(overflow, 'wider than a phone').toBeLessThanOrEqual(0);
  await expect(text).toHaveValue(lines);

  await text.fill(stem('alone'));
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Create 1 user', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save the passwords' })).toBeVisible();
  const asked = page.waitForEvent('dialog');
  const closed = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await closed;
  await page.getByRole('button', { name: 'Create more' }).click();
  await page
    .getByRole('dialog', { name: 'Drop the passwords?' })
    .getByRole('button', { name: 'Drop them' })
    .click();
  await expect(text).toHaveValue('');
});

test('who may not create is told so', async ({ page, signInAs }) => {
  const customerId = await signInAs('viewer');
  await page.goto(`/customers/${customerId}/users`);
  await expect(page.getByRole('link', { name: 'Create many' })).toBeHidden();
  await page.goto(`/customers/${customerId}/users/bulk`);
  await expect(page.getByRole('textbox', { name: 'Lines to create' })).toBeHidden();
  await expect(page.getByText(/Your role \(Viewer\)/).first()).toBeVisible();
});
