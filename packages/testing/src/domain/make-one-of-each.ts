import {
  decodeId,
  encodeId,
  idPrefixes,
  type OperationWireInput,
  operationIds,
  operationOf,
} from '@strowger/contracts';
import type { TestDomain } from './test-domain.ts';
import { makeDomain, makeUser, type TestCustomer } from './test-tree.ts';

let serial = 0;

/**
 * One thing of every kind that can be made, owned by a customer: kind -> wire id. What needs more than its registry's example
 * is made by hand; whatever else has a creation is made by that example, a new resource too.
 */
export async function makeOneOfEach(
  domain: TestDomain,
  owner: TestCustomer,
): Promise<Record<string, string>> {
  const made = await makeByHand(domain, owner);
  for (const id of operationIds) {
    const kind = id.replace(/^create./, (start) => start.slice(-1).toLowerCase());
    if (id.startsWith('create') && kind in idPrefixes && !(kind in made)) {
      made[kind] = await makeByExample(domain, owner, id as 'createUser');
    }
  }
  return made;
}

async function makeByExample(domain: TestDomain, owner: TestCustomer, id: 'createUser'): Promise<string> {
  const input = { ...operationOf(id).example?.body, customerId: owner.id };
  return (await domain.run(owner.caller, id, input as OperationWireInput<'createUser'>)).id;
}

async function makeByHand(domain: TestDomain, owner: TestCustomer): Promise<Record<string, string>> {
  const run = domain.run;
  const sip = await makeDomain(domain, owner);
  const plan = await run(owner.caller, 'createTariffplan', { customerId: owner.id, name: 'Plan' });
  const consumer = await run(owner.caller, 'createInbox', { customerId: owner.id });
  return {
    customer: owner.id,
    domain: sip.id,
    user: (await makeUser(domain, owner)).id,
    tariffplan: plan.id,
    rate: (
      await run(owner.caller, 'createRate', {
        tariffplanId: plan.id,
        prefix: '31',
        name: 'NL',
        pricePerMinute: '0.01',
      })
    ).id,
    ...(await makeSource(domain, owner)),
    apiKey: (
      await run(owner.caller, 'createApiKey', { customerId: owner.id, name: 'k', scopes: ['users:read'] })
    ).id,
    callRecord: await makeCallRecord(domain, owner),
    consumer: consumer.id,
    inboxMessage: await makeInboxMessage(domain, consumer.id),
    delivery: (await run(owner.caller, 'testConsumer', { consumerId: consumer.id })).id,
    ...(await makeOfProvisioning(domain, owner)),
    rerating: (
      await run(owner.caller, 'rerateCallRecords', {
        customerId: owner.id,
        from: '2026-11-01T00:00:00Z',
        to: '2026-12-01T00:00:00Z',
      })
    ).id,
    callRecordRequest: (
      await run(owner.caller, 'getCallRecords', { consumer: consumer.id, from: '2026-11-01T00:00:00Z' })
    ).id,
  };
}

async function makeSource(domain: TestDomain, owner: TestCustomer): Promise<Record<string, string>> {
  const source = await domain.run(owner.caller, 'createCallRecordSource', {
    customerId: owner.id,
    name: 'sw',
    format: 'ndjson',
  });
  const chunks = (async function* () {
    yield Buffer.from('no json');
  })();
  const unreadable = { mediaType: 'application/x-ndjson', chunks };
  await domain.run(owner.caller, 'ingestCallRecords', { source: source.id }, {}, unreadable);
  const { items } = await domain.run(owner.caller, 'getQuarantinedRecords', { sourceId: source.id });
  return { callRecordSource: source.id, quarantinedRecord: (items[0] as { id: string }).id };
}

/** A call that the owner itself pays for, taken in by its own source. */
async function makeCallRecord(domain: TestDomain, owner: TestCustomer): Promise<string> {
  const at = '2026-11-25T10:00:00Z';
  const call = { recordKey: 'k', accountCode: owner.id, direction: 'outbound', from: '+31201111111' };
  const line = { ...call, to: '+31201234567', startedAt: at, endedAt: at, disposition: 'busy' };
  const chunks = (async function* () {
    yield Buffer.from(JSON.stringify(line));
  })();
  const body = { mediaType: 'application/x-ndjson', chunks };
  await domain.run(owner.caller, 'ingestCallRecords', { source: 'sw' }, {}, body);
  const sql = 'select id from call_record where customer_id = $1';
  const [row] = await domain.deps.db.rows<{ id: string }>(sql, [owner.uuid]);
  return encodeId('callRecord', row?.id ?? '');
}

/** As the worker stores it. */
async function makeInboxMessage(domain: TestDomain, consumerId: string): Promise<string> {
  const [row] = await domain.deps.db.rows<{ id: string }>(
    `insert into inbox_message (id, consumer_id, webhook_id, type, headers, body, signature_valid, received_at)
     values (gen_random_uuid(), $1, 'dlv_1', 'consumer.test', '{}', '{}', true, now()) returning id`,
    [decodeId('consumer', consumerId)],
  );
  return encodeId('inboxMessage', row?.id ?? '');
}

async function makeOfProvisioning(domain: TestDomain, owner: TestCustomer): Promise<Record<string, string>> {
  const run = domain.run;
  const own = { customerId: owner.id };
  const start = 31_200_000 + serial++ * 10;
  const range = { ...own, rangeStart: `+${start}`, rangeEnd: `+${start + 9}` };
  const numberRange = await run(domain.platform, 'createNumberRange', range);
  const destination = await run(owner.caller, 'createDestination', {
    ...own,
    name: 'Trunk',
    host: 'sip.carrier.example',
  });
  const entries = [{ country: 'NL' }];
  const operator = {
    ...own,
    email: `op${serial}@isolation.example`,
    name: 'Op',
    role: 'viewer',
    password: 'a sentence of hers',
  } as const;
  return {
    numberRange: numberRange.id,
    destination: destination.id,
    limit: (await run(owner.caller, 'createLimit', { ...own, type: 'concurrentCalls', threshold: '5' })).id,
    whitelist: (
      await run(owner.caller, 'createWhitelist', { ...own, name: 'W', type: 'destination', entries })
    ).id,
    extension: (
      await run(owner.caller, 'createExtension', {
        ...own,
        direction: 'inbound',
        number: `+${start}`,
        targetId: destination.id,
      })
    ).id,
    outboundExtension: (
      await run(owner.caller, 'createExtension', {
        ...own,
        direction: 'outbound',
        dialPattern: '00.',
        destinationId: destination.id,
      })
    ).id,
    forward: (await run(owner.caller, 'createForward', { ...own, condition: 'busy', target: '+31612345678' }))
      .id,
    operator: (await run(domain.platform, 'createOperator', operator)).id,
    auditEntry:
      (await run(owner.caller, 'getAuditEntries', { customerId: owner.id, limit: '1' })).items[0]?.id ?? '',
    ledgerEntry: (
      await run(domain.platform, 'createLedgerEntry', { customerId: owner.id, kind: 'payment', amount: '10' })
    ).id,
  };
}
