import type { OperationId, OperationWireInput } from '@strowger/contracts';
import { createDb, type Db } from '@strowger/db';
import { execute, parseInput } from '@strowger/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createIngestTree, type IngestTree, sendTo } from './fixtures/ingest-tree.ts';

let tree: IngestTree;
let single: Db;
beforeAll(async () => {
  tree = await createIngestTree();
  single = createDb(tree.domain.deps.db.url, { poolSize: 1 });
  await sendTo(tree, 'switch-1', 'no json');
});
afterAll(async () => {
  await single.close();
  await tree.domain.close();
});

/** On a pool of one: a change that asked for a second connection while it holds one would wait for ever. */
const run = <Id extends OperationId>(id: Id, input: OperationWireInput<Id>) =>
  execute({ ...tree.domain.deps, db: single }, tree.domain.platform, id, parseInput(id, input), {
    requestId: 'test',
    idempotencyKey: `${id} once`,
  }).then(({ result }) => result);

it('makes each change on one connection, so that any number of them at once comes through a pool', async () => {
  const customerId = tree.acme.id;
  const reseller = await run('createCustomer', { parentId: tree.platform.id, name: 'New', kind: 'reseller' });
  await run('updateCustomer', { customerId: reseller.id, currency: 'USD' });
  await run('createDomain', { customerId: reseller.id, domain: 'one.example.com', isDefault: true });
  const user = await run('createUser', { customerId, username: 'desk-9', password: 'Tr0mbone-Walnut-93' });
  await run('createForward', { userId: user.id, condition: 'busy', target: '+31612345678' });
  await run('createLimit', { userId: user.id, type: 'concurrentCalls', threshold: '5' });
  const plan = await run('createTariffplan', { customerId: reseller.id, name: 'Plan' });
  await run('createRate', { tariffplanId: plan.id, prefix: '31', name: 'NL', pricePerMinute: '0.01' });
  await run('createApiKey', { customerId, name: 'key', scopes: ['users:read'] });
  await run('createLedgerEntry', { customerId: reseller.id, kind: 'payment', amount: '10' });
  const inbox = await run('createInbox', { customerId: tree.platform.id });
  const order = await run('getCallRecords', { consumer: inbox.id, from: '2026-11-01T00:00:00Z' });
  await run('cancelCallRecordRequest', { requestId: order.id });
  const selection = { sourceId: tree.source.id, reason: 'unreadable' } as const;
  expect(await run('discardQuarantinedRecords', selection)).toMatchObject({ discarded: 1 });
  expect(order.status).toBe('accepted');
});
