import { runRerating } from '@strowger/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ClaimedRequest, claimRequest } from '../src/delivery/claim-request.ts';
import { readRecords } from '../src/delivery/read-records.ts';
import {
  createDeliveryTree,
  type DeliveryTree,
  ingestCalls,
  makeConsumer,
  order,
} from './fixtures/delivery-tree.ts';
import { chunksOf, uuidOf } from './fixtures/ingest-tree.ts';

let tree: DeliveryTree;
beforeAll(async () => {
  tree = await createDeliveryTree();
  await ingestCalls(tree, 20);
});
afterAll(() => tree.close());

/** An order of the sub-reseller's records, claimed now. */
async function claim(): Promise<ClaimedRequest> {
  const url = `https://example.com/${Math.random()}`;
  const { id: consumer } = await makeConsumer(tree, { customerId: tree.sub.id, url });
  const { id } = await order(tree, consumer, {}, tree.sub.caller);
  const claimed = await claimRequest(tree.delivery, uuidOf('callRecordRequest', id));
  if (!claimed) throw new Error('the order was not claimed');
  return claimed;
}
const read = async (request: ClaimedRequest) =>
  Buffer.concat((await readRecords(tree.delivery.db, request, { after: null, count: 100 })).parts).toString();
const revenues = (text: string) =>
  (JSON.parse(`[${text}]`) as { revenue: { amount: string } }[]).map(({ revenue }) => revenue.amount);

/** The plan of acme gets another price from the beginning of time on, and its calls are rated again. */
async function rerateAt(pricePerMinute: string): Promise<void> {
  const { run, platform, deps } = tree.domain;
  const { tariffplanId } = await run(platform, 'getCustomer', { customerId: tree.acme.id });
  const csv = `prefix,name,pricePerMinute,validFrom\n31,NL,${pricePerMinute},2026-01-01T00:00:00Z\n`;
  const body = { mediaType: 'text/csv', chunks: chunksOf(csv) };
  await run(platform, 'importRates', { tariffplanId: tariffplanId ?? '' }, {}, body);
  const period = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
  const { id } = await run(tree.sub.caller, 'rerateCallRecords', { customerId: tree.sub.id, ...period });
  await runRerating(deps, uuidOf('rerating', id));
}

it('leaves orders that are under way as they were, byte for byte, and shows later ones the new price', async () => {
  const first = await claim();
  const before = await read(first);
  expect(revenues(before)).toEqual(Array(20).fill('0.0900'));

  await rerateAt('0.60');
  expect(await read(first)).toBe(before);
  const second = await claim();
  const between = await read(second);
  expect(revenues(between)).toEqual(Array(20).fill('0.9100')); // d = 91: 91·0.60/60

  await rerateAt('1.20');
  expect(await read(first)).toBe(before);
  expect(await read(second)).toBe(between);
  expect(revenues(await read(await claim()))).toEqual(Array(20).fill('1.8200'));
});
