import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { call as callOperation } from './call.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { stack } from './stack.ts';
import { expect, test, unique } from './test.ts';

test.use({ hand: 'keyboard' });

/** @returns the new thing's id */
const make = async (page: Page, operation: string, data: object): Promise<string> =>
  (await callOperation(page, operation, data)).id;

test('usage tells what a month cost and earned, by day, direction, country and customer, and leads to the records', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/usage`);
  await expect(page.getByText(/^What Noordzee Telecom cost and earned in \w{3} 20\d\d so far/)).toBeVisible();
  await expect(page.getByRole('img', { name: /^Revenue and cost in EUR/ })).toBeVisible();
  // The twelve months have everything that the demo made, whatever the day of the month.
  await page.getByRole('button', { name: '12 months' }).click();
  await page.getByRole('button', { name: 'By direction' }).click();
  const outbound = page.getByRole('row', { name: /^Outbound/ });
  await expect(outbound).toContainText('EUR');
  await page.getByRole('button', { name: 'By country' }).click();
  await expect(page.getByRole('row', { name: /Netherlands/ })).toBeVisible();
  await page.getByRole('button', { name: 'By customer' }).click();
  await expect(page.getByRole('row', { name: /Waddenvoice/ })).toBeVisible();

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Columns and export' }).click();
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
  const csv = await readFile((await (await saving).path()) ?? '', 'utf8');
  expect(csv.split('\r\n')[0]).toContain('Customer,Calls,Answered,Minutes,Revenue,Cost,Margin');

  // What a direct customer was charged is the revenue; further below there are counts only.
  await page
    .getByRole('row', { name: /Waddenvoice/ })
    .getByRole('link')
    .click();
  await expect(page.getByText(/^What Waddenvoice cost and earned in/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'By customer' })).toHaveCount(0);
  await expect(page).toHaveURL(/period=year/);
  await page.getByRole('button', { name: 'By direction' }).click();
  await page.getByRole('link', { name: 'Call records of Outbound' }).click();
  await expect(page).toHaveURL(/\/call-records\?period=custom&from=.*direction=outbound/);
  await expect(page.getByRole('heading', { level: 1, name: 'Call records' })).toBeVisible();
});

test('a prepaid customer is topped up once, after a question, by keyboard, and its low balance is shown', async ({
  page,
  signInAs,
}) => {
  const parentId = await signInAs('noordzee');
  const customerId = await make(page, 'createCustomer', {
    parentId,
    name: unique('Prepaid'),
    kind: 'end',
    billingMode: 'prepaid',
    lowBalanceThreshold: '20.00',
  });
  await page.goto(`/customers/${customerId}/ledger?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New entry' });
  await drawer.getByLabel('Amount').focus();
  await page.keyboard.type('-5');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: /^Payment of/ });
  await question.getByRole('button', { name: 'Enter it' }).focus();
  await page.keyboard.press('Enter');
  await expect(drawer.getByText(/use a correction to take back/)).toBeVisible();
  await drawer.getByLabel('Amount').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('15.5');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Invoice 7');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/goes from 0\.00 EUR to about 15\.50 EUR/)).toBeVisible();
  const sent = page.waitForRequest(/createLedgerEntry/);
  await page
    .getByRole('dialog', { name: 'Payment of 15.50 EUR?' })
    .getByRole('button', { name: 'Enter it' })
    .focus();
  await page.keyboard.press('Enter');
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('row', { name: /Payment Invoice 7 \+15\.50 EUR 15\.50 EUR/ })).toBeVisible();
  await expect(page.getByText('The balance is low')).toBeVisible();
  // The very same request again, as by a line that broke before the answer came: it is entered once.
  const body = (await sent).postDataJSON() as Record<string, unknown>;
  const again = await page.request.post('/api/trpc/createLedgerEntry', { data: body['0'] ?? body });
  expect(again.ok(), await again.text()).toBe(true);
  await page.reload();
  await expect(page.getByRole('table', { name: 'Ledger' }).getByRole('row')).toHaveCount(2);

  // Nobody tops up itself.
  await page.goto(`/customers/${parentId}/ledger?new=true`);
  await expect(page.getByRole('heading', { level: 1, name: 'Ledger' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New entry' })).toHaveCount(0);
});

test('a source is made, and what it sent wrong is mended, attributed and discarded', async ({
  page,
  request,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto(`/customers/${customerId}/sources`);
  await page.getByRole('button', { name: 'New source' }).first().click();
  const drawer = page.getByRole('dialog', { name: 'New source' });
  const name = unique('pbx').replace(' ', '-');
  await drawer.getByLabel('Name').fill('PBX 1');
  await drawer.getByRole('button', { name: 'New source' }).click();
  await expect(drawer.getByText(/lower-case letters, digits or dashes/)).toBeVisible();
  await drawer.getByLabel('Name').fill(name);
  await drawer.getByRole('button', { name: 'New source' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText(/call-records\/ingest\?source=src_/)).toBeVisible();

  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const sourceId = /src_\w+/.exec(page.url())?.[0] ?? '';

  const call = (recordKey: string, more: object) =>
    JSON.stringify({
      recordKey,
      direction: 'outbound',
      from: '+31703500100',
      to: '+31201234567',
      startedAt: '2026-11-20T10:00:00Z',
      answeredAt: '2026-11-20T10:00:05Z',
      endedAt: '2026-11-20T10:01:05Z',
      disposition: 'answered',
      ...more,
    });
  const { key } = stack().apiKeys.find((one) => one.customerId === customerId) ?? { key: '' };
  const answer = await request.post(`/v1/call-records/ingest?source=${sourceId}`, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    data: [
      call(`${name}-a`, { authUser: 'receptie@pbx.hotel-scheveningen.example', disposition: 'answred' }),
      call(`${name}-b`, { authUser: 'ghost@nowhere.example' }),
      call(`${name}-c`, { authUser: 'ghost@nowhere.example' }),
    ].join('\n'),
  });
  expect(await answer.json()).toMatchObject([{ accepted: 0, quarantined: 3 }]);

  await page.getByRole('link', { name: 'Its quarantine' }).click();
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByLabel('Reason', { exact: true }).selectOption('Invalid');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('row').getByRole('link').click();
  await expect(page.getByText('A field is missing or wrong.')).toBeVisible();
  await page.getByRole('button', { name: 'Mend the text' }).click();
  const mended = page.getByLabel('Mended text');
  await mended.fill((await mended.inputValue()).replace('answred', 'answered'));
  await checkAccessibility(page, 'a quarantined record');
  await page.getByRole('button', { name: 'Replay with this text' }).click();
  await expect(page.getByText('1 accepted')).toBeVisible();
  await expect(page.getByText('Accepted', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: /^cdr_/ }).click();
  await expect(page).toHaveURL(/\/call-records\/cdr_/);

  const rest = `/customers/${customerId}/quarantine?source=${sourceId}&status=waiting`;
  await page.goto(rest);
  await page.getByRole('row').getByRole('checkbox').nth(1).check();
  await page.getByRole('button', { name: 'Attribute' }).click();
  const attribution = page.getByRole('dialog', { name: 'Attribute this record' });
  await attribution.getByLabel('Customer').fill('scheveningen');
  await attribution.getByRole('option', { name: 'Hotel Scheveningen' }).click();
  await attribution.getByRole('button', { name: 'Attribute' }).click();
  await expect(page.getByText('1 accepted')).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('row').getByRole('checkbox').nth(1).check();
  await page.getByRole('button', { name: 'Discard' }).click();
  const discard = page.getByRole('dialog', { name: 'Discard this record?' });
  await discard.getByLabel('Why').fill('A test of the switch');
  await discard.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('1 discarded')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible();
});

test('calls are priced again: a trial tells what would change, and then it is done', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  // A customer of its own with calls of its own: what other tests look at keeps its prices.
  const planId = await make(page, 'createTariffplan', {
    customerId,
    name: unique('Again'),
    validFrom: '2026-01-01T00:00:00Z',
  });
  const rate = { tariffplanId: planId, prefix: '31', name: 'Netherlands' };
  const child = unique('Again');
  const childId = await make(page, 'createCustomer', {
    parentId: customerId,
    name: child,
    kind: 'end',
    tariffplanId: planId,
  });
  const sourceId = await make(page, 'createCallRecordSource', {
    customerId,
    name: unique('again').replace(' ', '-'),
    format: 'ndjson',
    country: 'NL',
  });
  const { key } = stack().apiKeys.find((one) => one.customerId === customerId) ?? { key: '' };
  const began = Date.now() - 60_000;
  const at = (seconds: number) => new Date(began + seconds * 1000).toISOString();
  await make(page, 'createRate', { ...rate, pricePerMinute: '0.60', validFrom: at(-3600) });
  const sent = await page.request.post(`/v1/call-records/ingest?source=${sourceId}`, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    data: JSON.stringify({
      recordKey: sourceId,
      direction: 'outbound',
      accountCode: childId,
      from: '+31703500100',
      to: '+31201234567',
      startedAt: at(0),
      answeredAt: at(0),
      endedAt: at(30),
      disposition: 'answered',
    }),
  });
  expect(await sent.json()).toMatchObject([{ accepted: 1 }]);
  // A longer prefix that was forgotten, valid since the morning: half the price.
  await make(page, 'createRate', { ...rate, prefix: '3120', pricePerMinute: '0.30', validFrom: at(-3600) });

  await page.goto(`/customers/${customerId}/tariffplans`);
  await page.getByRole('link', { name: 'Re-ratings' }).click();
  await page.getByRole('button', { name: 'Re-rate calls' }).first().click();
  const drawer = page.getByRole('dialog', { name: 'Re-rate calls' });
  await drawer.getByLabel('Customer', { exact: true }).fill(child);
  await drawer.getByRole('option', { name: child }).click();
  await drawer.getByLabel('From', { exact: true }).fill(at(-2 * 86_400).slice(0, 16));
  await drawer.getByLabel('To', { exact: true }).fill('2020-01-01T00:00');
  await drawer.getByRole('button', { name: 'Re-rate calls' }).click();
  await expect(drawer.getByLabel('To', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await drawer.getByLabel('To', { exact: true }).fill('');
  await drawer.getByRole('button', { name: 'Re-rate calls' }).click();
  await expect(page.getByText('This was a trial: nothing has changed.')).toBeVisible();
  const made = page.getByRole('table', { name: 'What it makes' });
  await expect(made.getByRole('row', { name: /^EUR 0\.30* 0\.150* -0\.150*$/ })).toBeVisible();
  await checkAccessibility(page, 'a re-rating');

  await page.getByRole('button', { name: 'Change these prices' }).click();
  await page
    .getByRole('dialog', { name: 'Change these prices?' })
    .getByRole('button', { name: 'Change these prices' })
    .click();
  await expect(page.getByText('Ordered', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Completed' })).toBeVisible();
  await expect(made.getByRole('row', { name: /-0\.15/ })).toBeVisible();
  await page.goto(`/customers/${customerId}/tariffplans/reratings`);
  await expect(page.getByRole('row', { name: /Trial Completed/ }).first()).toBeVisible();
});
