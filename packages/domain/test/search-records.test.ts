import type { CallRecord, OperationWireInput } from '@strowger/contracts';
import { makeCustomer, makeUser } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createIngestTree,
  freeswitchBody,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
const months = ['2026-08', '2026-09', '2026-10', '2026-11'];
beforeAll(async () => {
  tree = await createIngestTree();
  const other = await makeUser(tree.domain, tree.acme, { username: 'desk-102' });
  const calls = months.flatMap((month, m) =>
    Array.from({ length: 30 }, (_, i) => {
      const at = (seconds: number) => `${month}-10T10:${String(i).padStart(2, '0')}:${seconds}.000Z`;
      return nativeCall({
        recordKey: `call-${m}-${i}`,
        callId: `dialog-${m}-${i}`,
        authUser: i % 3 === 0 ? 'desk-102@sip.acme.example' : 'desk-101@sip.acme.example',
        // Two at the same time in every month.
        startedAt: i === 1 ? `${month}-10T10:00:10.000Z` : at(10),
        ringingAt: null,
        answeredAt: i % 2 === 0 ? at(20) : null,
        endedAt: at(50),
        disposition: i % 2 === 0 ? 'answered' : 'busy',
        to: i % 5 === 0 ? '+999123456789' : '+31201234567',
      });
    }),
  );
  expect(await sendTo(tree, 'switch-1', ndjson(calls))).toMatchObject({ accepted: 120 });
  expect(other.username).toBe('desk-102');
});
afterAll(() => tree.domain.close());

type Query = OperationWireInput<'getCallRecordSearch'>;
const search = async (query: Query = {}, caller = tree.domain.platform) =>
  (await tree.domain.run(caller, 'getCallRecordSearch', { limit: '200', ...query })).items;
const keys = (records: CallRecord[]) => records.map((record) => record.recordKey);

describe('getCallRecordSearch', () => {
  it('gives all of the scope, newest first, page by page through the months', async () => {
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await tree.domain.run(tree.reseller.caller, 'getCallRecordSearch', {
        limit: '7',
        ...(cursor && { cursor }),
      });
      walked.push(...keys(page.items));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(walked).toEqual(keys(await search()));
    expect(new Set(walked).size).toBe(120);
    const times = (await search()).map((record) => record.startedAt);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it('shows the price at the level of the reader', async () => {
    const query = { from: '2026-11-10T10:02:00Z', to: '2026-11-10T10:03:00Z' };
    const seen = async (caller = tree.domain.platform) =>
      (await search(query, caller)).map(({ cost, revenue }) => [cost.amount, revenue.amount]);
    expect(await seen(tree.acme.caller)).toEqual([['0.0700', null]]);
    expect(await seen(tree.sub.caller)).toEqual([['0.0063', '0.0700']]);
    expect(await seen()).toEqual([[null, expect.any(String)]]);
  });

  it.each<[string, Query, number]>([
    ['a period', { from: '2026-09-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 60],
    ['a disposition', { disposition: 'answered' }, 60],
    ['a direction', { direction: 'inbound' }, 0],
    ['the called number', { toNumber: '+999' }, 24],
    ['the beginning of the called number', { toNumber: '3120' }, 96],
    ['the calling number', { fromNumber: '+31201111111' }, 120],
    ['what is not rated', { ratingStatus: 'unrated' }, 12],
    ['what is free', { ratingStatus: 'zero' }, 60],
    ['a call id', { q: 'dialog-2-7' }, 1],
    ['a record key', { q: 'call-2-7' }, 1],
    ['the beginning of any number', { q: '312011' }, 120],
    ['several at once', { disposition: 'busy', toNumber: '+3120', from: '2026-11-01T00:00:00Z' }, 12],
  ])('finds by %s', async (_, query, count) => {
    expect(await search(query)).toHaveLength(count);
  });

  it('finds by user, customer and source, also seen from above', async () => {
    expect(await search({ userId: tree.desk.id })).toHaveLength(80);
    expect(await search({ customerId: tree.acme.id })).toHaveLength(120);
    expect(
      await search({ customerId: tree.acme.id, ratingStatus: 'unrated' }, tree.reseller.caller),
    ).toHaveLength(12);
    expect(await search({ sourceId: tree.source.id })).toHaveLength(120);
    expect(await search({ sourceId: tree.freeswitch.id })).toHaveLength(0);
    const stranger = await makeCustomer(tree.domain, undefined);
    expect(await search({}, stranger.caller)).toEqual([]);
    expect(await search({ customerId: stranger.id })).toEqual([]);
  });

  it('names the other leg of a call only to who sees that one too', async () => {
    const legs = `[${await freeswitchBody('answered-a-leg')},${await freeswitchBody('answered-b-leg')}]`;
    expect(await sendTo(tree, 'fs-1', legs, 'application/json')).toMatchObject({ accepted: 2 });
    const found = await search({ sourceId: tree.freeswitch.id });
    expect(found.map((record) => record.otherLegId).sort()).toEqual(
      found.map((record) => record.legId).sort(),
    );
  });

  it("does not take another list's cursor", async () => {
    const page = await tree.domain.run(tree.reseller.caller, 'getCallRecordSearch', { limit: '1' });
    const cursor = page.nextCursor as string;
    for (const [caller, query] of [
      [tree.reseller.caller, { disposition: 'busy' }],
      [tree.sub.caller, {}],
    ] as const) {
      await expect(
        tree.domain.run(caller, 'getCallRecordSearch', { ...query, limit: '1', cursor }),
      ).rejects.toMatchObject({ code: 'validation' });
    }
  });
});

describe('getCallRecord', () => {
  it('gives one of the scope, with the price at the level of the reader', async () => {
    const [record] = await search({ q: 'call-3-2' });
    const get = (caller = tree.domain.platform) =>
      tree.domain.run(caller, 'getCallRecord', { callRecordId: record?.id as string });
    expect(await get()).toEqual(record);
    expect(await get(tree.acme.caller)).toMatchObject({ id: record?.id, cost: { amount: '0.0700' } });
    const stranger = await makeCustomer(tree.domain, undefined);
    await expect(get(stranger.caller)).rejects.toMatchObject({ code: 'notFound' });
  });
});
