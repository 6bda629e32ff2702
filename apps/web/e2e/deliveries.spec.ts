import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { actAs, call } from './call.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { type Received, startReceiver } from './receiver.ts';
import { expect, test } from './test.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const isSignedBy = (secret: string, { id, timestamp, body, signatures }: Received): boolean => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return signatures.includes(
    `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
};

async function read<T>(page: Page, procedure: string, input: object): Promise<T> {
  const query = encodeURIComponent(JSON.stringify(input));
  const answer = await page.request.get(`/api/trpc/${procedure}?input=${query}`);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

/** A consumer of the operator's customer that has answered its challenge. */
async function makeVerified(page: Page, fields: { customerId: string; url: string; batchSize?: number }) {
  const made = await call<{ id: string; secret: string }>(page, 'createConsumer', {
    maxInFlight: 1,
    ...fields,
  });
  const status = async () =>
    (await read<{ status: string }>(page, 'getConsumer', { consumerId: made.id })).status;
  await expect.poll(status, { timeout: 60_000 }).toBe('verified');
  return made;
}

const isBatch = ({ body }: Received) => body.startsWith('{"type":"call_records.batch"');
const isWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('an order is held where its consumer is gone, goes on once it is enabled, and is shown, sent again and saved', async ({
  browser,
  page,
  signInAs,
}) => {
  test.slow();
  const receiver = await startReceiver((came) => (came.filter(isBatch).length === 2 ? 'gone' : 'echo'));
  const customerId = await signInAs('noordzee');
  const consumer = await makeVerified(page, { customerId, url: receiver.url, batchSize: 50 });
  const from = new Date(Date.now() - 2 * 86_400_000).toISOString();
  const order = await call(page, 'getCustomerCallRecords', { customerId, consumer: consumer.id, from });
  const orderPath = `/customers/${customerId}/requests/${order.id}`;
  await page.goto(orderPath);
  await expect(page.getByText('Its consumer is disabled.')).toBeVisible();
  const progress = page.getByRole('progressbar', { name: 'Progress' });
  await expect(progress).toHaveAttribute('aria-valuenow', '50');
  await page.reload();
  await expect(progress).toHaveAttribute('aria-valuenow', '50');
  const all = Number(await progress.getAttribute('aria-valuemax'));
  expect(all).toBeGreaterThan(100);

  const beside = await page.context().newPage();
  await beside.goto(`/customers/${customerId}/consumers/${consumer.id}`);
  await expect(beside.getByText(/^Disabled: /)).toBeVisible();
  await beside.getByRole('button', { name: 'Enable' }).click();
  await expect(beside.getByText('The consumer is enabled')).toBeVisible();
  await beside.close();
  // The page follows by itself.
  await expect(progress).toHaveAttribute('aria-valuenow', String(all), { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Send again' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Completed' })).toBeVisible();

  await page.getByRole('button', { name: 'Show Batch 2' }).click();
  const drawer = page.getByRole('dialog', { name: 'Batch 2' });
  const attempts = drawer.getByRole('region', { name: 'Attempts' }).getByRole('listitem');
  await expect(attempts).toHaveText([/Answered 200/, /Answered 410.*moved away/]);
  const [first, second] = receiver.received.filter(isBatch).slice(1);
  expect(second?.id).toBe(first?.id);
  expect(second?.body).toBe(first?.body);
  const sent = drawer.getByRole('region', { name: 'Request' });
  await expect(sent).toContainText(`webhook-id${first?.id}`);
  await expect(sent).toContainText(`SHA-256 ${sha256(first?.body ?? '')}`);
  await sent.getByRole('button', { name: 'Raw' }).click();
  await expect(sent.getByText(first?.body.slice(0, 200) ?? '')).toBeVisible();
  await checkAccessibility(page, 'a delivery');
  await drawer.getByRole('button', { name: 'Send again' }).click();
  const hashes = () => receiver.received.filter(({ id }) => id === first?.id).map(({ body }) => sha256(body));
  await expect.poll(hashes, { timeout: 60_000 }).toEqual(Array(3).fill(sha256(first?.body ?? '')));
  // The address has the message open.
  await page.reload();
  await expect(attempts).toHaveText([/Answered 200/, /Answered 200/, /Answered 410/], { timeout: 60_000 });
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Download' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As CSV' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe(`call-records-${order.id}.csv`);
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect([lines.length, lines[0]?.split(',')[0]]).toEqual([all + 1, 'id']);

  // A level above reads how it went, and not what it says.
  const refused = await actAs(browser, 'platform', async (above) => {
    await above.goto(orderPath);
    await expect(above.getByRole('button', { name: 'Send again' })).toBeVisible();
    await above.getByRole('button', { name: 'Show Batch 2' }).click();
    await expect(above.getByText('Nobody reads the charge of another level')).toBeVisible();
    await expect(above.getByRole('listitem').filter({ hasText: 'Answered 410' })).toBeVisible();
    await expect(above.getByRole('button', { name: 'Download' })).toHaveCount(0);
    const answer = await above.request.get(`/api/downloads/call-record-requests/${order.id}`);
    return [answer.status(), ((await answer.json()) as { code: string }).code];
  });
  expect(refused).toEqual([403, 'reservedToOwner']);
  receiver.close();
});

test('a consumer is tried, gets another secret, and gets the test again, by keyboard alone and on a phone', async ({
  page,
  signInAs,
}) => {
  const receiver = await startReceiver('echo');
  const customerId = await signInAs('noordzee');
  const consumer = await makeVerified(page, { customerId, url: receiver.url });
  await page.goto(`/customers/${customerId}/consumers/${consumer.id}`);
  const press = async (name: string, key = 'Enter') => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press(key);
  };
  await press('Rotate secret');
  const question = page.getByRole('dialog', { name: 'Replace the signing secret?' });
  await expect(question.getByRole('combobox')).toBeFocused();
  await press('Make a new secret');
  const shown = page.getByRole('dialog', { name: 'Keep the signing secret now' });
  const secret = (await shown.getByTestId('secret').textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  expect(secret).not.toBe(consumer.secret);
  await press('Done');
  await expect(shown).toHaveCount(0);
  await expect(page.getByText('Old secret signs until')).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await press('Send a test');
  const drawer = page.getByRole('dialog', { name: 'consumer.test' });
  const attempts = drawer.getByRole('region', { name: 'Attempts' }).getByRole('listitem');
  await expect(attempts).toHaveText([/Attempt 1.*Answered 200/], { timeout: 60_000 });
  await press('Send again');
  await expect(attempts).toHaveText([/Answered 200/, /Answered 200/], { timeout: 60_000 });
  const tests = receiver.received.filter(({ body }) => body.startsWith('{"type":"consumer.test"'));
  expect(new Set(tests.map(({ id, body }) => id + body)).size).toBe(1);
  expect(tests).toHaveLength(2);
  for (const message of tests)
    expect([isSignedBy(secret, message), isSignedBy(consumer.secret, message)]).toEqual([true, true]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(drawer.getByRole('region', { name: 'Request' })).toContainText('consumer.test');
  expect(await isWide(page)).toBe(false);
  await checkAccessibility(page, 'a test event on a phone');
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('row', { name: /consumer.test.*Delivered/ })).toBeVisible();
  expect(await isWide(page)).toBe(false);
  await checkAccessibility(page, 'a consumer on a phone');
  receiver.close();
});

test('an inbox has pages, each message an address, and a signature that is checked', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('wadden');
  const inbox = await call(page, 'createInbox', { customerId });
  for (let sent = 0; sent < 22; sent++) await call(page, 'testConsumer', { consumerId: inbox.id });
  const arrived = { consumerId: inbox.id, limit: '50' };
  await expect
    .poll(async () => (await read<{ items: unknown[] }>(page, 'getInboxMessages', arrived)).items.length, {
      timeout: 60_000,
    })
    .toBe(22);
  await page.goto(`/customers/${customerId}/inbox?inbox=${inbox.id}`);
  const list = page.getByRole('region', { name: 'Messages' });
  await expect(list.getByRole('listitem')).toHaveCount(20, { timeout: 60_000 });
  await list.getByRole('button', { name: 'Next' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2, { timeout: 60_000 });
  const last = list.getByRole('listitem').last().getByRole('button');
  const webhookId = (await last.textContent())?.match(/dlv_[0-9a-z]{26}/)?.[0] ?? '';
  await last.click();
  await page.reload();
  const message = page.getByRole('article');
  await expect(message.getByText('Signature valid')).toBeVisible();
  await expect(message.getByText(webhookId)).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(list).toBeHidden();
  expect(await isWide(page)).toBe(false);
  await page.getByRole('button', { name: 'Messages' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
});
