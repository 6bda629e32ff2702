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
  await furnishTelephony(page, customerId);
  const batch = { customerId, batchSize: 40 };
  const slow = await call(page, 'createConsumer', { ...batch, url: receivers.slow, description: 'Billing' });
  await call(page, 'createConsumer', { ...batch, url: receivers.broken, description: 'Old collector' });
  return { slowId: slow.id };
}

/** One of each thing that a reseller has of its own, so that no room is empty. */
async function furnishTelephony(page: Page, customerId: string): Promise<void> {
  const own = { customerId };
  for (const username of ['noc', 'helpdesk', 'front-desk', 'meeting-room'])
    await call(page, 'createUser', { ...own, username, displayName: username, password: 'Kettle-Quartz-71' });
  const trunk = { ...own, host: 'sbc1.carrier.example', transport: 'tls', maxCalls: 120 };
  await call(page, 'createDestination', { ...trunk, name: 'Carrier, Amsterdam' });
  await call(page, 'createForward', { ...own, condition: 'noAnswer', target: '+31703500100' });
  await call(page, 'createForward', { ...own, condition: 'busy', target: '+31703200200' });
  await call(page, 'createLimit', { ...own, type: 'concurrentCalls', threshold: '60' });
  await call(page, 'createLimit', { ...own, type: 'minutes', threshold: '20000', warnPercent: [80] });
  const office = { cidr: '198.51.100.0/24', comment: 'Head office' };
  await call(page, 'createWhitelist', { ...own, name: 'Offices', type: 'ip', entries: [office] });
  await call(page, 'createDomain', { ...own, domain: 'voice.noordzee.example' });
  await call(page, 'createCallRecordSource', { ...own, name: 'pbx-helder', format: 'ndjson', country: 'NL' });
  await call(page, 'createApiKey', { ...own, name: 'Billing sync', scopes: ['records:read'] });
  const person = { ...own, email: 'support@noordzee.example', name: 'Jip Bakker', role: 'viewer' };
  await call(page, 'createOperator', person);
}

/** An order that takes some seconds. @returns its id */
export async function order(page: Page, customerId: string, consumer: string): Promise<string> {
  const from = new Date(Date.now() - 29 * 86_400_000).toISOString();
  const { id } = await call(page, 'getCustomerCallRecords', { customerId, consumer, from });
  return id;
}
