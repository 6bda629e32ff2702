import type { Page } from '@playwright/test';

const names = [
  'Apotheek Duinzicht',
  'Bakkerij Van Dijk',
  'Camping De Zeehond',
  'Garage Kustweg',
  'Fysio Zandvoort',
  'Notariskantoor Smit',
  'Makelaardij Helder',
  'Rederij Texelstroom',
  'Strandpaviljoen Paal 12',
  'Vishandel Post',
];

type Answer = { result: { data: { id: string; version: number } } };

async function call(page: Page, operation: string, data: object): Promise<{ id: string; version: number }> {
  const answer = await page.request.post(`/api/trpc/${operation}`, { data });
  if (!answer.ok()) throw new Error(`${operation}: ${await answer.text()}`);
  return ((await answer.json()) as Answer).result.data;
}

/** Fills the demo's first reseller with what a busy one has: customers, consumers in every state, a big order under way. */
export async function furnish(page: Page, customerId: string, receivers: { slow: string; broken: string }) {
  for (const [at, name] of names.entries()) {
    const kind = at % 4 === 2 ? 'reseller' : 'end';
    const customer = await call(page, 'createCustomer', {
      parentId: customerId,
      name,
      kind,
      externalId: `N-${2010 + at}`,
      ...(at % 3 === 0 && { billingMode: 'prepaid' }),
    });
    if (at === 5) await call(page, 'updateCustomer', { customerId: customer.id, status: 'suspended' });
  }
  const batch = { customerId, batchSize: 40 };
  const slow = await call(page, 'createConsumer', { ...batch, url: receivers.slow, description: 'Billing' });
  await call(page, 'createConsumer', { ...batch, url: receivers.broken, description: 'Old collector' });
  return { slowId: slow.id };
}

/** An order that takes some seconds. @returns its id */
export async function order(page: Page, customerId: string, consumer: string): Promise<string> {
  const from = new Date(Date.now() - 29 * 86_400_000).toISOString();
  const { id } = await call(page, 'getCustomerCallRecords', { customerId, consumer, from });
  return id;
}
