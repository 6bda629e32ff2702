import { decodeId, type OperationWireInput } from '@strowger/contracts';
import { operatorOf } from '@strowger/testing/domain';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, execute, parseInput } from '../src/index.ts';
import { type Played, play } from './fixtures/delivery-case.ts';
import { createDeliveryTree, type DeliveryTree, ingestCalls, serve } from './fixtures/delivery-tree.ts';

const RECORDS = 100;

let tree: DeliveryTree;
const played: Played[] = [];
beforeAll(async () => {
  tree = await createDeliveryTree();
  await ingestCalls(tree, RECORDS);
});
afterAll(() => tree.close());
afterEach(async () => {
  for (const { receiver } of played.splice(0)) await receiver.close();
});

async function download(caller: Caller, requestId: string, format: 'csv' | 'ndjson' = 'ndjson') {
  const input = parseInput('downloadCallRecordRequest', { requestId, format });
  const { result } = await execute(tree.domain.deps, caller, 'downloadCallRecordRequest', input, {
    requestId: 'test',
  });
  const parts: Uint8Array[] = [];
  for await (const chunk of result.chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

describe('what a message says', () => {
  type Door = (caller: Caller) => Promise<string>;
  let doors: Record<'download' | 'inbox message' | 'batch' | 'manifest' | 'event', Door>;
  let requestId: string;
  let consumerId: string;
  const run = <Id extends 'getDeliveryMessage' | 'getInboxMessage'>(
    caller: Caller,
    id: Id,
    input: OperationWireInput<Id>,
  ) => tree.domain.run(caller, id, input).then(({ body }) => body);

  beforeAll(async () => {
    const { domain, reseller } = tree;
    consumerId = (await domain.run(reseller.caller, 'createInbox', { customerId: reseller.id })).id;
    const from = '2026-11-25T00:00:00Z';
    requestId = (await domain.run(reseller.caller, 'getCallRecords', { consumer: consumerId, from })).id;
    const event = await domain.run(reseller.caller, 'testConsumer', { consumerId });
    await serve(tree, decodeId('consumer', consumerId) as string);
    const [batch, manifest] = (
      await domain.run(reseller.caller, 'getCallRecordRequestDeliveries', { requestId })
    ).items.map(({ id }) => id) as [string, string];
    const messages = await domain.run(reseller.caller, 'getInboxMessages', { consumerId });
    const messageId = messages.items.find(({ type }) => type === 'call_records.batch')?.id as string;
    doors = {
      download: (caller) => download(caller, requestId),
      'inbox message': (caller) => run(caller, 'getInboxMessage', { messageId }),
      batch: (caller) => run(caller, 'getDeliveryMessage', { deliveryId: batch }),
      manifest: (caller) => run(caller, 'getDeliveryMessage', { deliveryId: manifest }),
      event: (caller) => run(caller, 'getDeliveryMessage', { deliveryId: event.id }),
    };
  });

  test.each(['download', 'inbox message', 'batch', 'manifest', 'event'] as const)(
    'by the door %s is for who acts for the owner of the consumer, in any role that reads records',
    async (name) => {
      const { reseller, sub, domain } = tree;
      const { uuid, caller } = reseller;
      const door = doors[name];
      const read = await door(caller);
      expect(read).not.toBe('');
      for (const role of ['viewer', 'finance', 'manager'] as const)
        expect(await door(operatorOf(uuid, caller.path, role))).toBe(read);
      const refusal = await door(domain.platform).catch((error) => error);
      expect(refusal).toMatchObject({
        code: 'reservedToOwner',
        message: expect.stringMatching(/^Nobody reads the charge of another level/),
      });
      await expect(door(sub.caller)).rejects.toMatchObject({ code: 'notFound' });
      const key = (scope: 'records:read' | 'customers:read'): Caller => ({
        ...caller,
        actor: { kind: 'apiKey', id: uuid, name: 'key', scopes: new Set([scope]) },
      });
      await expect(door(key('customers:read'))).rejects.toMatchObject({ code: 'missingScope' });
      expect(await door(key('records:read'))).toBe(read);
    },
  );

  test('holds the revenue of that level, which the level above never reads', async () => {
    const [line = ''] = (await doors.download(tree.reseller.caller)).split('\n');
    const { revenue } = JSON.parse(line) as { revenue: { amount: string } };
    expect(revenue.amount).toBe('0.0200');
    expect(await doors.batch(tree.reseller.caller)).toContain('"amount":"0.0200"');
  });

  test('is hidden from the level above, how it was delivered is not', async () => {
    const { domain } = tree;
    const read = await Promise.all([
      domain.run(domain.platform, 'getCallRecordRequest', { requestId }),
      domain.run(domain.platform, 'getCallRecordRequestDeliveries', { requestId }),
      domain.run(domain.platform, 'getConsumerDeliveries', { consumerId }),
      domain.run(domain.platform, 'getInboxMessages', { consumerId }),
    ]);
    const [request, batches, log, messages] = read;
    expect(request).toMatchObject({ status: 'completed', deliveredRecords: RECORDS });
    expect(batches.items.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['delivered', 1],
      ['delivered', 1],
    ]);
    expect([log.items.length, messages.items.length]).toEqual([3, 3]);
    const deliveryId = batches.items[0]?.id as string;
    const attempts = await domain.run(domain.platform, 'getDeliveryAttempts', { deliveryId });
    expect(attempts.items).toMatchObject([{ responseStatus: 200 }]);
    expect(JSON.stringify([read, attempts])).not.toMatch(/amount|revenue"|cost"/);
  });
});

describe('a message of a delivery', () => {
  const platform = () => tree.domain.platform;
  const show = (deliveryId: string, caller = platform()) =>
    tree.domain.run(caller, 'getDeliveryMessage', { deliveryId });
  async function sent(consumer: { format?: 'json' | 'ndjson' | 'csv'; gzip?: boolean; batchSize?: number }) {
    const state = await play(tree, { consumer });
    played.push(state);
    const [first, second] = await state.deliveries();
    return { state, id: first?.id as string, nextId: second?.id as string };
  }

  test.each([
    ['json', false, 'application/json'],
    ['ndjson', true, 'application/x-ndjson'],
    ['csv', true, 'text/csv; charset=utf-8; header=present'],
  ] as const)('of %s, with gzip: %s, is what its receiver got', async (format, gzip, mediaType) => {
    const { state, id } = await sent({ format, gzip, batchSize: 10 });
    const arrived = state.arrivals.find(({ signed }) => signed['webhook-id'] === id);
    const message = await show(id);
    expect(message.body).toBe(String(arrived?.body));
    expect(message).toMatchObject({ deliveryId: id, isComplete: true });
    expect(message.headers).toEqual({
      'content-type': mediaType,
      ...(gzip && { 'content-encoding': 'gzip' }),
      'webhook-id': id,
      'strowger-type': 'call_records.batch',
      'strowger-timestamp': expect.stringMatching(/Z$/),
      'strowger-request-id': state.requestId,
      'strowger-sequence': '1',
      'strowger-record-count': '10',
    });
  });

  test('that is long is shown by its beginning', async () => {
    const { state, id } = await sent({ batchSize: RECORDS });
    const whole = String(state.arrivals[0]?.body);
    expect(whole.length).toBeGreaterThan(65_536);
    expect(await show(id)).toMatchObject({ body: whole.slice(0, 65_536), isComplete: false });
  });

  test('that closes a request is its manifest', async () => {
    const { state, nextId } = await sent({ batchSize: RECORDS });
    expect(JSON.parse((await show(nextId)).body)).toMatchObject({
      type: 'call_records.completed',
      data: { requestId: state.requestId, recordCount: RECORDS, batchCount: 1 },
    });
  });

  test('that was not sent yet is what will be sent', async () => {
    const { domain, platform: root } = tree;
    const inbox = await domain.run(platform(), 'createInbox', { customerId: root.id });
    const { id } = await domain.run(platform(), 'testConsumer', { consumerId: inbox.id });
    const before = await show(id);
    expect(JSON.parse(before.body)).toMatchObject({ type: 'consumer.test', data: { consumerId: inbox.id } });
    await serve(tree, decodeId('consumer', inbox.id) as string);
    const [message] = (await domain.run(platform(), 'getInboxMessages', { consumerId: inbox.id })).items;
    const messageId = message?.id as string;
    expect((await domain.run(platform(), 'getInboxMessage', { messageId })).body).toBe(before.body);
  });

  test('that cannot be made as it was is gone, and nothing like it is shown', async () => {
    const { id } = await sent({ batchSize: 10 });
    await tree.domain.deps.db.rows(`update delivery set sha256 = repeat('0', 64) where id = $1`, [
      decodeId('delivery', id),
    ]);
    await expect(show(id)).rejects.toMatchObject({ code: 'gone' });
  });
});
