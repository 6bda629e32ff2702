import { operator, stack } from './stack.ts';
import { expect, test } from './test.ts';

test('a viewer sees everything and can change nothing', async ({ page, signInAs }) => {
  const customerId = await signInAs('viewer');
  const rooms = {
    customers: 'New customer',
    users: 'New user',
    extensions: 'New extension',
    domains: 'New domain',
    limits: 'New limit',
    tariffplans: 'New tariffplan',
    'tariffplans/reratings': 'Re-rate calls',
    ledger: 'New entry',
    sources: 'New source',
    requests: 'Order call records',
    consumers: 'New consumer',
  };
  for (const [room, act] of Object.entries(rooms)) {
    await page.goto(`/customers/${customerId}/${room}?new=true`);
    await expect(page.getByText('Your role (Viewer) may look at this and not change it.')).toBeVisible();
    await expect(page.getByRole('button', { name: act })).toHaveCount(0);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.goto(`/customers/${customerId}/details`);
  await expect(page.getByLabel('Name', { exact: true })).not.toBeEditable();
  await expect(page.getByRole('button', { name: 'Save changes' })).toHaveCount(0);
  await page.goto(`/customers/${customerId}/inbox`);
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open an inbox' })).toHaveCount(0);
});

const body = (customerId: string) => ({ customerId, name: 'Renamed by stealth' });

test('the server refuses a viewer whatever the page shows', async ({ page, signInAs }) => {
  const customerId = await signInAs('viewer');
  const answer = await page.request.post('/api/trpc/updateCustomer', { data: body(customerId) });
  expect(answer.status()).toBe(403);
  expect((await answer.json()).error.data.problem.code).toBe('missingRole');
  // The own account is everybody's, and a wrong password is its matter; an operator of others is not.
  const own = await page.request.post('/api/trpc/account.startTotp', { data: { password: 'wrong' } });
  expect((await own.json()).error.data.problem.errors[0].pointer).toBe('/password');
  const other = await page.request.post('/api/trpc/createPasswordLink', {
    data: { operatorId: 'opr_01kaz4x0e8v9q5h2c7t1m6n3pr' },
  });
  expect((await other.json()).error.data.problem.code).toBe('missingRole');
});

test('without a session nothing is read or written', async ({ request }) => {
  const { customerId } = operator('noordzee');
  const input = encodeURIComponent(JSON.stringify({ customerId }));
  expect((await request.get(`/api/trpc/getCustomer?input=${input}`)).status()).toBe(401);
  expect((await request.post('/api/trpc/updateCustomer', { data: body(customerId) })).status()).toBe(401);
});

const foreign: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'http://other.127.0.0.1' },
];
for (const headers of foreign) {
  test(`a signed-in browser that another site sends is refused: ${JSON.stringify(headers)}`, async ({
    page,
    signInAs,
  }) => {
    const customerId = await signInAs('noordzee');
    const answer = await page.request.post('/api/trpc/updateCustomer', { data: body(customerId), headers });
    expect(answer.status()).toBe(403);
    await page.goto(`/customers/${customerId}/details`);
    await expect(page.getByRole('heading', { level: 1, name: 'Noordzee Telecom' })).toBeVisible();
  });
}

test('the cookie of the console opens nothing of the public API', async ({ page, signInAs }) => {
  await signInAs('noordzee');
  expect((await page.request.get(`${stack().baseUrl}/v1/customers`)).status()).toBe(401);
});
