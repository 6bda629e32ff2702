import { overviewInputs } from '../src/components/overview/inputs.ts';
import { spanOf } from '../src/components/overview/period.ts';
import { formatCount } from '../src/lib/format.ts';
import { call } from './call.ts';
import { expect, test, unique } from './test.ts';

type Totals = { calls: number; answered: number };

const countIn = (text: string): number => Number(text.replace(/[^\d]/g, ''));

test('the overview is where one lands; its figures are those of the API, and its charts can be read as tables', async ({
  page,
  signInAs,
}) => {
  const customerId = await signInAs('noordzee');
  await page.goto('/');
  await expect(page).toHaveURL(`/customers/${customerId}/overview`);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page.getByRole('button', { name: '30 days' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/period=30d/);
  await expect(page.getByText('against the 30 days before')).toBeVisible();

  const zone = 'Europe/Amsterdam';
  const read = async (): Promise<Totals> => {
    const { usage } = overviewInputs(customerId, spanOf('30d', new Date(), zone), zone);
    const query = encodeURIComponent(JSON.stringify(usage));
    const answer = await page.request.get(`/api/trpc/getCustomerUsage?input=${query}`);
    return ((await answer.json()) as { result: { data: { total: Totals } } }).result.data.total;
  };
  const figures = page.locator('dl').filter({ hasText: 'Answer-seizure ratio' });
  // Other tests may add calls meanwhile.
  await expect(async () => {
    await page.reload();
    const { calls, answered } = await read();
    expect(calls).toBeGreaterThan(1_000);
    await expect(figures).toContainText(formatCount(calls), { timeout: 2_000 });
    const chart = page.getByRole('img', { name: `Calls: Answered ${formatCount(answered)}` });
    await expect(chart).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });

  await page.getByRole('button', { name: 'Calls as a table' }).focus();
  await page.keyboard.press('Enter');
  const table = page.getByRole('region', { name: 'Calls' }).getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['When', 'Answered', 'Not answered']);
  await expect(table.getByRole('rowheader')).toHaveCount(30);
  const sum = (await table.getByRole('cell').allTextContents()).reduce((all, text) => all + countIn(text), 0);
  const legend = page.getByRole('figure', { name: 'Calls', exact: true }).getByRole('listitem');
  const told = (await legend.allTextContents()).reduce((all, text) => all + countIn(text), 0);
  expect(sum).toBe(told);

  await expect(page.getByRole('region', { name: 'Top destinations' })).toContainText('Netherlands');
  await page
    .getByRole('region', { name: 'Top customers' })
    .getByRole('link', { name: 'Waddenvoice' })
    .click();
  await expect(page.getByRole('treeitem', { name: 'Waddenvoice' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/period=30d/);
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Today', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('what needs attention here and below is told with the way to it, and what is well is told as well', async ({
  page,
  signInAs,
}) => {
  const parentId = await signInAs('noordzee');
  const reseller = await call(page, 'createCustomer', { parentId, name: unique('Above'), kind: 'reseller' });
  const names = Array.from({ length: 7 }, () => unique('Low'));
  const [customer] = await Promise.all(
    names.map((name) =>
      call(page, 'createCustomer', {
        parentId: reseller.id,
        name,
        kind: 'end',
        billingMode: 'prepaid',
        creditLimit: '0',
      }),
    ),
  );
  const usedUp = `The balance of ${names[0]} is used up`;
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await page.goto(`/customers/${reseller.id}/overview`);
  await expect(attention.getByRole('link')).toHaveCount(5);
  await attention.getByRole('button', { name: 'Show 2 more' }).focus();
  await page.keyboard.press('Enter');
  await expect(attention.getByRole('link')).toHaveCount(7);
  await attention.getByRole('link', { name: usedUp }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/customers/${customer?.id}/ledger`);

  await page.goto(`/customers/${customer?.id}/overview`);
  await expect(attention.getByRole('link')).toHaveText(new RegExp(usedUp));
  await expect(page.getByRole('region', { name: 'Top customers' })).toHaveCount(0);
  await call(page, 'updateCustomer', {
    customerId: customer?.id,
    ifVersion: customer?.version,
    creditLimit: '10',
  });
  await page.reload();
  await expect(attention).toHaveText('Nothing needs attention.');
});
