import type { Page } from '@playwright/test';
import { type OperationId, operationOf } from '@strowger/contracts';
import { z } from 'zod';
import { call } from './call.ts';
import { stack } from './stack.ts';
import { expect } from './test.ts';

/** A field without what may be left out about it. */
function bare(field: z.ZodType): z.ZodType {
  if (field instanceof z.ZodOptional || field instanceof z.ZodNullable)
    return bare(field.unwrap() as z.ZodType);
  return field;
}

/** Every field of text has the first of the texts that it takes, also those inside; what is given stays. */
function filled(
  schema: z.ZodObject,
  texts: readonly string[],
  given: Record<string, unknown>,
): Record<string, unknown> {
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    const inner = bare(field as z.ZodType);
    const own = given[name];
    if (inner instanceof z.ZodObject) {
      const inside = filled(inner, texts, (own ?? {}) as Record<string, unknown>);
      return [name, inner.safeParse(inside).success && Object.keys(inside).length > 0 ? inside : own];
    }
    return [name, own ?? texts.find((text) => inner.safeParse(text).success)];
  });
  return { ...given, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)) };
}

/** Calls as the platform's switch hands them in. */
async function ingest(page: Page, source: string, record: object): Promise<void> {
  const key = stack().apiKeys.find(({ name }) => name === 'platform demo')?.key;
  const answer = await page.request.post(`/v1/call-records/ingest?source=${source}`, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    data: JSON.stringify(record),
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/**
 * A reseller with one of each thing, of which every text is one of those given: the first that the field takes.
 * @param page signed in as the platform @returns the reseller's id
 */
export async function makeOneOfEach(
  page: Page,
  parentId: string,
  texts: readonly [string, ...string[]],
): Promise<string> {
  const make = (id: OperationId, given: Record<string, unknown>) =>
    call(page, id, filled(operationOf(id).body as z.ZodObject, texts, given));
  const free = texts[0];
  // What a call record tells is shorter.
  const short = texts.find((text) => text.length <= 64) ?? free;
  const tail = Math.random().toString(36).slice(2, 8);
  const number = `+3197${String(Date.now()).slice(-7)}`;
  const reseller = await make('createCustomer', {
    parentId,
    kind: 'reseller',
    externalId: `hostile-${tail}`,
    metadata: { note: free },
  });
  const own = { customerId: reseller.id };
  await make('createCustomer', { parentId: reseller.id, kind: 'end' });
  await make('createDomain', { ...own, domain: `${tail}.hostile.example`, isDefault: true });
  await make('createUser', { ...own, username: `hostile-${tail}`, password: 'Tr0mbone-Walnut-93' });
  const trunk = await make('createDestination', { ...own, host: 'sip.carrier.example' });
  await make('createNumberRange', { ...own, rangeStart: number, rangeEnd: number });
  await make('createExtension', {
    ...own,
    direction: 'inbound',
    number,
    targetId: trunk.id,
    emergencyAddress: { country: 'NL' },
  });
  await make('createForward', { ...own, condition: 'busy', target: '+31612345678' });
  await make('createLimit', { ...own, type: 'concurrentCalls', threshold: '5' });
  const entries = [{ cidr: '198.51.100.0/24', comment: free }];
  await make('createWhitelist', { ...own, type: 'ip', entries });
  const plan = await make('createTariffplan', own);
  await make('createRate', { tariffplanId: plan.id, prefix: '31', pricePerMinute: '0.01' });
  const source = await make('createCallRecordSource', { ...own, name: 'hostile', format: 'ndjson' });
  await make('createApiKey', { ...own, scopes: ['users:read'] });
  const email = `${tail}@hostile.example`;
  await make('createOperator', { ...own, email, role: 'viewer' });
  await make('createConsumer', { ...own, url: `https://${tail}.hostile.example/calls` });
  await make('createLedgerEntry', { ...own, kind: 'payment', amount: '10' });

  const at = new Date(Date.now() - 60_000).toISOString();
  const names = [
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
  const record = {
    ...Object.fromEntries(names.map((name) => [name, short])),
    recordKey: `${tail}${short}`,
    accountCode: reseller.id,
    direction: 'outbound',
    startedAt: at,
    endedAt: at,
    disposition: 'failed',
  };
  await ingest(page, 'core-1', record);
  // Nobody's: it is kept aside, with all that it says.
  await ingest(page, source.id, { ...record, accountCode: short });
  return reseller.id;
}

/** Goes to every room of the navigation and to the first thing that it lists. @param look is given the address */
export async function walkRooms(
  page: Page,
  customerId: string,
  look: (address: string, isThing: boolean) => Promise<void>,
): Promise<void> {
  await look(`/customers/${customerId}/overview`, false);
  const nav = page.getByRole('navigation', { name: 'Of this customer' });
  const rooms = await nav
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(rooms.length).toBeGreaterThan(10);
  for (const room of rooms) {
    await look(room, false);
    const row = page.locator(`main table a[href^="${room}/"]`).first();
    const one = (await row.count()) > 0 ? await row.getAttribute('href') : null;
    if (one !== null) await look(one, true);
  }
}
