import { startReceiver } from './receiver.ts';
import { expect, test } from './test.ts';

test.use({ hand: 'keyboard' });

test('the main job: open an inbox, order records, watch them come, check the signature', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('thames');
  await page.goto(`/customers/${customerId}/inbox`);
  await expect(page.getByRole('heading', { name: 'No inbox is open' })).toBeVisible();
  await page.getByRole('button', { name: 'Open an inbox' }).click();
  const opened = page.getByRole('dialog', { name: 'The inbox is open' });
  await expect(opened.getByTestId('secret')).toHaveText(/^whsec_/);
  await opened.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('Waiting for messages')).toBeVisible();

  await page.getByRole('link', { name: 'Order call records to it' }).click();
  const drawer = page.getByRole('dialog', { name: 'Order call records' });
  await expect(drawer.getByLabel('Consumer')).toContainText('Inbox');
  await drawer.getByRole('button', { name: 'Last 24 hours' }).click();
  await drawer.getByLabel('From', { exact: true }).fill('2020-01-01T00:00');
  await drawer.getByRole('button', { name: 'Order call records' }).click();
  await expect(drawer.locator('[aria-invalid=true]')).toHaveCount(1);
  await drawer.getByRole('button', { name: 'Last 7 days' }).click();
  await drawer.getByLabel('Disposition', { exact: true }).selectOption('Answered');
  await drawer.getByRole('button', { name: 'Order call records' }).click();

  await expect(page).toHaveURL(/\/requests\/crr_/);
  await expect(page.getByRole('region', { name: 'Filters' })).toContainText('Disposition Answered');
  await expect(page.getByRole('status').filter({ hasText: 'Completed' })).toBeVisible({ timeout: 30_000 });
  const progress = page.getByRole('progressbar', { name: 'Progress' });
  const count = await progress.getAttribute('aria-valuenow');
  expect(Number(count)).toBeGreaterThan(0);
  expect(await progress.getAttribute('aria-valuemax')).toBe(count);
  const batches = page.getByRole('table', { name: 'Batches' });
  await expect(batches.getByRole('row', { name: /Manifest Delivered/ })).toBeVisible();

  await page.getByRole('link', { name: 'See what arrived' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Manifest' })).toBeVisible();
  const messages = page.getByRole('region', { name: 'Messages' });
  await messages.getByRole('button', { name: /Batch 1/ }).click();
  const message = page.getByRole('article', { name: 'Batch' });
  await expect(message.getByText('Signature valid')).toBeVisible();
  await expect(message.getByText('webhook-signature')).toBeVisible();
  await message.getByRole('button', { name: /^records: \[/ }).click();
  await message.getByRole('button', { name: /^0: \{/ }).click();
  await expect(message.getByText('"answered"').first()).toBeVisible();
  await message.getByRole('button', { name: 'Raw' }).click();
  await expect(message.getByText(/^\{"type":"call_records.batch"/)).toBeVisible();
});

test('a consumer is verified live, switched off and on again', async ({ page, signInAs }) => {
  const receiver = await startReceiver('echo');
  const customerId = await signInAs('platform');
  await page.goto(`/customers/${customerId}/consumers?new=true`);
  const drawer = page.getByRole('dialog', { name: 'New consumer' });
  await drawer.getByLabel('URL').fill('ftp://example.com');
  await drawer.getByRole('button', { name: 'New consumer' }).click();
  await expect(drawer.getByText(/Must be an absolute URL/)).toBeVisible();
  await drawer.getByLabel('URL').fill('http://169.254.169.254/latest');
  await drawer.getByRole('button', { name: 'New consumer' }).click();
  await expect(drawer.getByText(/Must be on the public internet/)).toBeVisible();
  await drawer.getByLabel('URL').fill(receiver.url);
  await drawer.getByRole('button', { name: 'New consumer' }).click();
  const secret = page.getByRole('dialog', { name: 'Keep the signing secret now' });
  await expect(secret.getByTestId('secret')).toHaveText(/^whsec_/);
  await secret.getByRole('link', { name: 'Go to the consumer' }).click();

  // It is asked at once; the page follows without being asked to.
  await expect(page.getByText('It answered with the challenge.')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Disable' }).click();
  const question = page.getByRole('dialog', { name: 'Disable this consumer?' });
  await question.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByText('The consumer is disabled')).toBeVisible();
  await page.getByRole('button', { name: 'Enable' }).click();
  await expect(page.getByText('The consumer is enabled')).toBeVisible();
  receiver.close();
});

test('a consumer that answers wrongly is told as not verified, and may try again', async ({
  page,
  signInAs,
}) => {
  const receiver = await startReceiver('refuse');
  const customerId = await signInAs('platform');
  await page.goto(`/customers/${customerId}/consumers?new=true`);
  await page.getByLabel('URL').fill(receiver.url);
  await page.getByRole('dialog').getByRole('button', { name: 'New consumer' }).click();
  await page.getByRole('link', { name: 'Go to the consumer' }).click();
  await expect(page.getByText('It answered 500.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Not verified')).toBeVisible();

  receiver.say('echo');
  await page.getByRole('button', { name: 'Verify again' }).click();
  await expect(page.getByText('It answered with the challenge.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('definition').filter({ hasText: 'Verified' })).toBeVisible();
  receiver.close();
});

test('an order under way is cancelled, and says so in the list', async ({ page, signInAs }) => {
  const receiver = await startReceiver('echo', 1_000);
  const customerId = await signInAs('noordzee');
  const create = { customerId, url: receiver.url, batchSize: 1, maxInFlight: 1 };
  const made = await page.request.post('/api/trpc/createConsumer', { data: create });
  const { id } = (await made.json()).result.data;
  await page.goto(`/customers/${customerId}/consumers/${id}`);
  await expect(page.getByText('It answered with the challenge.')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('link', { name: 'Order records to it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Order call records' }).click();
  await expect(page).toHaveURL(/\/requests\/crr_/);
  await page.getByRole('button', { name: 'Cancel order' }).click();
  const question = page.getByRole('dialog', { name: 'Cancel this order?' });
  await question.getByRole('button', { name: 'Cancel the order' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Cancelled' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel order' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Record requests' }).click();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Cancelled');
  await expect(page.getByRole('row', { name: /Cancelled/ })).toBeVisible();
  receiver.close();
});
