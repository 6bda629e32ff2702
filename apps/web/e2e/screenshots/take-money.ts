import type { Page } from '@playwright/test';

type Take = {
  page: Page;
  customerId: string;
  show: (page: Page, path: string) => Promise<void>;
  shoot: (page: Page, name: string) => Promise<void>;
};

type Answer = { result: { data: { items: { id: string; name: string }[] } } };

const deck = `prefix,name,pricePerMinute,initialSeconds,incrementSeconds
31,Netherlands,0.0102,1,1
3120,Netherlands - Amsterdam,0.0041,1,1
3170,Netherlands - The Hague,0.0079,1,1
32,Belgium,0.0171,30,6
4930,Germany - Berlin,0.0190,1,1
49176,Germany - mobile,0.0710,1,1
`;

/** The preview of an import, the price of a call, and what the customers of a reseller cost and earned. */
export async function takeMoney({ page, customerId, show, shoot }: Take): Promise<void> {
  const input = encodeURIComponent(JSON.stringify({ customerId }));
  const answer = await page.request.get(`/api/trpc/getCustomerTariffplans?input=${input}`);
  const { items } = ((await answer.json()) as Answer).result.data;
  const plan = items.find(({ name }) => name === 'Noordzee Business');
  if (!plan) throw new Error('the demo has no such plan');
  const address = `/customers/${customerId}/tariffplans/${plan.id}`;

  // A page behind another one is not painted anew.
  await page.bringToFront();
  await show(page, `${address}/import`);
  const file = { name: 'business-2027.csv', mimeType: 'text/csv', buffer: Buffer.from(deck) };
  await page.getByLabel(/Choose a CSV file/).setInputFiles(file);
  await page.getByRole('button', { name: /^Changed/ }).click();
  await page.getByRole('button', { name: /^Changed/, pressed: true }).waitFor();
  await shoot(page, 'rate-import');
  await page.getByRole('button', { name: 'Choose another file' }).click();

  await show(page, `${address}?view=price&number=%2B31201234567&seconds=90`);
  await page.getByText('How it comes about').waitFor();
  await shoot(page, 'price-call');

  await show(page, `/customers/${customerId}/usage?by=customer`);
  await shoot(page, 'usage');
}
