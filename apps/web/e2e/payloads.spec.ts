import type { Page } from '@playwright/test';
import { type OperationId, operationOf } from '@strowger/contracts';
import { z } from 'zod';
import { call } from './call.ts';
import { stack } from './stack.ts';
import { expect, test } from './test.ts';

/** Short enough for every field of text. Where it is not text, an element of it stands in the page. */
const PAYLOAD = '"><b data-xss>';

/** A field without what may be left out about it. */
function bare(field: z.ZodType): z.ZodType {
  if (field instanceof z.ZodOptional || field instanceof z.ZodNullable)
    return bare(field.unwrap() as z.ZodType);
  return field;
}

/** Every field of text that takes the payload has it, also those inside; what is given stays. */
function filled(schema: z.ZodObject, given: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    const inner = bare(field as z.ZodType);
    const own = given[name];
    if (inner instanceof z.ZodObject) {
      const inside = filled(inner, (own ?? {}) as Record<string, unknown>);
      return [name, inner.safeParse(inside).success && Object.keys(inside).length > 0 ? inside : own];
    }
    return [name, own ?? (inner.safeParse(PAYLOAD).success ? PAYLOAD : undefined)];
  });
  return { ...given, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)) };
}

const make = (page: Page, id: OperationId, given: Record<string, unknown>) =>
  call(page, id, filled(operationOf(id).body as z.ZodObject, given));

/** Calls as the platform's switch hands them in. */
async function ingest(page: Page, source: string, record: object): Promise<void> {
  const key = stack().apiKeys.find(({ name }) => name === 'platform demo')?.key;
  const answer = await page.request.post(`/v1/call-records/ingest?source=${source}`, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    data: JSON.stringify(record),
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** A reseller of whose things every text is the payload. */
async function makeHostile(page: Page, parentId: string): Promise<string> {
  const tail = Math.random().toString(36).slice(2, 8);
  const number = `+3197${String(Date.now()).slice(-7)}`;
  const reseller = await make(page, 'createCustomer', {
    parentId,
    kind: 'reseller',
    externalId: `hostile-${tail}`,
    metadata: { note: PAYLOAD },
  });
  const own = { customerId: reseller.id };
  await make(page, 'createCustomer', { parentId: reseller.id, kind: 'end' });
  await make(page, 'createDomain', { ...own, domain: `${tail}.hostile.example`, isDefault: true });
  await make(page, 'createUser', { ...own, username: `hostile-${tail}`, password: 'Tr0mbone-Walnut-93' });
  const trunk = await make(page, 'createDestination', { ...own, host: 'sip.carrier.example' });
  await make(page, 'createNumberRange', { ...own, rangeStart: number, rangeEnd: number });
  await make(page, 'createExtension', {
    ...own,
    direction: 'inbound',
    number,
    targetId: trunk.id,
    emergencyAddress: { country: 'NL' },
  });
  await make(page, 'createForward', { ...own, condition: 'busy', target: '+31612345678' });
  await make(page, 'createLimit', { ...own, type: 'concurrentCalls', threshold: '5' });
  const entries = [{ cidr: '198.51.100.0/24', comment: PAYLOAD }];
  await make(page, 'createWhitelist', { ...own, type: 'ip', entries });
  const plan = await make(page, 'createTariffplan', own);
  await make(page, 'createRate', { tariffplanId: plan.id, prefix: '31', pricePerMinute: '0.01' });
  const source = await make(page, 'createCallRecordSource', { ...own, name: 'hostile', format: 'ndjson' });
  await make(page, 'createApiKey', { ...own, scopes: ['users:read'] });
  const email = `${tail}@hostile.example`;
  await make(page, 'createOperator', { ...own, email, role: 'viewer' });
  await make(page, 'createConsumer', { ...own, url: `https://${tail}.hostile.example/calls` });
  await make(page, 'createLedgerEntry', { ...own, kind: 'payment', amount: '10' });

  const at = new Date(Date.now() - 60_000).toISOString();
  const texts = [
    'callId',
    'legId',
    'from',
    'to',
    'dialed',
    'callerName',
    'forwardedBy',
    'userAgent',
    'codec',
  ];
  const call = {
    ...Object.fromEntries(texts.map((name) => [name, PAYLOAD])),
    recordKey: `${PAYLOAD}${tail}`,
    accountCode: reseller.id,
    direction: 'outbound',
    startedAt: at,
    endedAt: at,
    disposition: 'failed',
  };
  await ingest(page, 'core-1', call);
  // Nobody's: it is kept aside, with all that it says.
  await ingest(page, source.id, { ...call, accountCode: PAYLOAD });
  return reseller.id;
}

test('a text that looks like an element is text in every room and on every page of one thing', async ({
  page,
  signInAs,
}) => {
  test.slow();
  const hostile = await makeHostile(page, await signInAs('platform'));
  page.on('dialog', (dialog) => {
    throw new Error(`a dialog opened: ${dialog.message()}`);
  });
  const shows: string[] = [];
  const look = async (address: string) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible();
    await expect(page.locator('[data-xss]'), address).toHaveCount(0);
    if ((await page.getByRole('main').textContent())?.includes(PAYLOAD))
      shows.push(address.split('/')[3] ?? '');
  };

  await look(`/customers/${hostile}/overview`);
  const nav = page.getByRole('navigation', { name: 'Of this customer' });
  const rooms = await nav
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(rooms.length).toBeGreaterThan(10);
  for (const room of rooms) {
    await look(room);
    const row = page.locator(`main table a[href^="${room}/"]`).first();
    const one = (await row.count()) > 0 ? await row.getAttribute('href') : null;
    if (one !== null) await look(one);
  }
  // The texts are there: what holds them shows them.
  expect(shows).toEqual(expect.arrayContaining(['customers', 'users', 'tariffplans', 'call-records']));
});
