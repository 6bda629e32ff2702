import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { checkAccessibility as check } from './check-accessibility.ts';
import { sizes } from './sizes.ts';
import { stack } from './stack.ts';
import { expect, test } from './test.ts';

test.use({ hand: 'keyboard' });

const MINUTE_MS = 60_000;

/** Calls that a switch hands in now. @param name stands in their keys and numbers' owner, so that a test finds its own */
async function ingest(page: Page, calls: readonly object[]): Promise<void> {
  const key = stack().apiKeys.find(({ name }) => name === 'platform demo')?.key;
  const answer = await page.request.post('/v1/call-records/ingest?source=core-1', {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    data: calls.map((call) => JSON.stringify(call)).join('\n'),
  });
  expect((await answer.json())[0], 'what became of the calls').toMatchObject({ accepted: calls.length });
}

const unique = (): string => `e2e-${Math.random().toString(36).slice(2, 10)}`;
const at = (msAgo: number) => new Date(Date.now() - msAgo).toISOString();

const blocked = (key: string) => ({
  recordKey: key,
  callId: `${key}@core-1`,
  authUser: 'receptie@pbx.hotel-scheveningen.example',
  direction: 'outbound',
  from: '+31703500100',
  to: '+2348012345678',
  startedAt: at(3 * MINUTE_MS),
  endedAt: at(3 * MINUTE_MS),
  disposition: 'blocked',
  blockedReason: 'destinationNotAllowed',
  sipCode: 403,
  userAgent: '<img src=x onerror="document.title=1">',
});

test('a support agent finds out why a call failed, and leads on from there', async ({ page, signInAs }) => {
  const customerId = await signInAs('noordzee');
  const key = unique();
  await ingest(page, [blocked(key)]);
  await page.goto(`/customers/${customerId}/call-records`);
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Blocked');
  await page.getByRole('combobox', { name: 'Period' }).selectOption('Last hour');
  const search = page.getByRole('searchbox', { name: 'Number, call id or record key' });
  await search.fill('+234 801 234');
  await expect(page).toHaveURL(/period=1h.*disposition=blocked|disposition=blocked.*period=1h/);
  const row = page.getByRole('row', { name: /\+2348012345678.*Blocked/ }).first();
  await expect(row).toContainText('Hotel Scheveningen');
  await search.fill(key);
  await expect(page.getByRole('row')).toHaveCount(2);
  await row.getByRole('link').click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('+31703500100 → +2348012345678');
  const outcome = page.getByRole('region', { name: 'Outcome' });
  await expect(outcome).toContainText('The call was refused before it was put through.');
  await expect(outcome).toContainText('The whitelist of numbers does not hold the called number.');
  await expect(outcome).toContainText('SIP 403 Forbidden');
  await expect(page.getByRole('region', { name: 'You pay' })).toContainText('not answered (blocked)');
  // What a phone sends is text, whatever it looks like.
  await expect(page.getByText('<img src=x')).toBeVisible();
  await expect(page).toHaveTitle(/Call records/);
  await check(page, 'a blocked call');
  await page.getByRole('link', { name: 'Calls to this number' }).click();
  await expect(page.getByRole('textbox', { name: 'Called begins with' })).toHaveValue('+2348012345678');
  await expect(page.getByRole('row', { name: /Blocked/ }).first()).toBeVisible();
});

test('the legs of a call stand together, and its charge is explained at the level of the reader', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('wadden');
  const key = unique();
  const call = {
    callId: `${key}@core-1`,
    authUser: 'winkel@sip.wadden.example',
    direction: 'outbound',
    from: '+31517410010',
    to: '+442079460000',
    startedAt: at(10 * MINUTE_MS),
    ringingAt: at(10 * MINUTE_MS - 2_000),
    answeredAt: at(10 * MINUTE_MS - 9_000),
    endedAt: at(8 * MINUTE_MS),
    disposition: 'answered',
    sipCode: 200,
    q850Cause: 16,
    hangupBy: 'callee',
  };
  const other = {
    ...call,
    recordKey: `${key}-b`,
    authUser: 'kantoor@sip.wadden.example',
    to: '+31201234567',
  };
  await ingest(page, [{ ...call, recordKey: `${key}-a`, otherLegId: `${key}-b` }, other]);
  await page.goto(`/customers/${customerId}/call-records?search=${key}-a`);
  await page.getByRole('row').getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Outcome' })).toContainText('The called party hung up.');
  await expect(page.getByRole('img', { name: /Setup .* Ringing .* Talk/ })).toBeVisible();
  await expect(page.getByText('What Waddenvoice pays and earns')).toBeVisible();
  for (const side of ['You pay', 'You charge']) {
    const card = page.getByRole('region', { name: side });
    await expect(card).toContainText(/\d+\.\d{2,} EUR/);
    await expect(card).toContainText('The longest prefix of +442079460000');
    await expect(card).toContainText('talk: ceil(');
  }
  await expect(page.getByRole('region', { name: 'You pay' })).toContainText('Noordzee Resellers');
  const legs = page.getByRole('table', { name: 'Legs of this call' });
  await expect(legs.getByRole('row', { name: /This one/ })).toContainText('+442079460000');
  await legs
    .getByRole('row', { name: /Joined to it/ })
    .getByRole('link')
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('+31201234567');
});

test('the search is worked by keyboard alone, stands in the address, and is exported and ordered as it is', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/call-records?disposition=answered&period=30d`);
  const more = page.getByRole('button', { name: 'More filters' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(more).toHaveAttribute('aria-expanded', 'true');
  await page.getByLabel('Called begins with').focus();
  await page.keyboard.type('abc');
  await expect(page.getByText('Digits, like +3120')).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('0044');
  await expect(page).toHaveURL(/toNumber=0044/);
  await expect(page.getByRole('cell', { name: /^\+44/ }).first()).toBeVisible();
  const user = page.getByRole('combobox', { name: 'User' });
  await user.focus();
  await page.keyboard.type('winkel');
  await expect(page.getByRole('option', { name: 'winkel@sip.wadden.example' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/userId=usr_/);
  await check(page, 'call records, filtered');

  // A colleague who gets the address sees the same.
  await page.reload();
  await expect(user).toHaveValue('winkel@sip.wadden.example');
  const cells = page.getByRole('cell', { name: /^\+44/ });
  await expect(cells.first()).toBeVisible();
  const shown = await cells.count();
  await page.getByRole('button', { name: 'Columns and export' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Rating' }).press('Space');
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as CSV' }).press('Enter');
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toContain('Started,Direction,From,To');
  expect(lines.length - 1).toBeGreaterThanOrEqual(shown);
  for (const line of lines.slice(1)) expect(line).toMatch(/,\+44\d+,.*Answered.*Rated$/);

  await page.getByRole('link', { name: 'Order these' }).focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Order call records' });
  await expect(drawer.getByLabel('Called begins with')).toHaveValue('+44');
  await expect(drawer.getByLabel('Disposition', { exact: true })).toHaveValue('answered');
});

test.describe('on a phone', () => {
  test.use(sizes.phone);

  test('new calls come by themselves while the list is live; a period of no calls says so', async ({
    page,
    signInAs,
  }) => {
    const customerId = await signInAs('noordzee');
    await page.goto(`/customers/${customerId}/call-records?live=true`);
    await expect(page.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-pressed', 'true');
    const key = unique();
    const number = `+3120${Date.now().toString().slice(-7)}`;
    await ingest(page, [{ ...blocked(key), to: number, startedAt: at(0), endedAt: at(0) }]);
    const row = page.getByRole('row').filter({ hasText: `→ ${number}` });
    await expect(row).toBeVisible();
    await row.getByRole('link').tap();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.goto(
      `/customers/${customerId}/call-records?period=custom&from=2001-01-01T00:00:00Z&to=2001-02-01T00:00:00Z`,
    );
    await expect(page.getByRole('heading', { name: 'No call fits' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear search and filters' }).tap();
    await expect(page.getByRole('row').nth(2)).toBeVisible();
  });
});
