import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createIngestTree,
  everythingStored,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
beforeAll(async () => {
  tree = await createIngestTree();
});
afterAll(() => tree.domain.close());

const count = async (pattern: string) => {
  const [row] = await tree.domain.deps.db.rows<{ records: number; charges: number }>(
    `select count(distinct r.id)::int as records, count(g.*)::int as charges from call_record r
     left join charge g on g.record_id = r.id where r.record_key like $1`,
    [pattern],
  );
  return row;
};

describe('two ingests of the same file at the same time', () => {
  it('store every record once, and say of each which of them did', async () => {
    const records = Array.from({ length: 3_000 }, (_, i) =>
      nativeCall({ recordKey: `same-${i}`, ...(i % 100 === 0 && { authUser: null }) }),
    );
    // The other one sends it backwards: both wait for each other, and one of them is thrown out and starts again.
    const results = await Promise.all([
      sendTo(tree, 'switch-1', ndjson(records)),
      sendTo(tree, 'switch-1', ndjson(records.toReversed())),
      sendTo(tree, 'switch-1', ndjson(records)),
    ]);
    expect(results.reduce((sum, result) => sum + result.accepted, 0)).toBe(2_970);
    expect(results.reduce((sum, result) => sum + result.quarantined, 0)).toBe(30);
    expect(results.reduce((sum, result) => sum + result.duplicate, 0)).toBe(6_000);
    expect(await count('same-%')).toEqual({ records: 2_970, charges: 4 * 2_970 });
    const before = await everythingStored(tree);
    expect(await sendTo(tree, 'switch-1', ndjson(records))).toMatchObject({ accepted: 0, duplicate: 3_000 });
    expect(await everythingStored(tree)).toEqual(before);
  });

  it('make the partition of a new month once', async () => {
    const old = (i: number) => ({
      recordKey: `old-${i}`,
      startedAt: '2015-06-01T00:00:00Z',
      ringingAt: null,
      answeredAt: '2015-06-01T00:00:01Z',
      endedAt: '2015-06-01T00:01:00Z',
    });
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, i) => sendTo(tree, 'switch-1', ndjson([nativeCall(old(i))]))),
    );
    expect(results.every((result) => result.accepted === 1)).toBe(true);
    expect(await count('old-%')).toEqual({ records: 6, charges: 24 });
  });
});
