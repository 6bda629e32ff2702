import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIngestTree, everythingStored, type IngestTree, sendTo } from './fixtures/ingest-tree.ts';

let tree: IngestTree;
beforeAll(async () => {
  tree = await createIngestTree();
});
afterAll(() => tree.domain.close());

describe('a file of native records', () => {
  it('is taken in once, with E.164, the price of the payer and what cannot be read set aside', async () => {
    const text = await readFile(new URL('./fixtures/calls.ndjson', import.meta.url), 'utf8');
    expect(await sendTo(tree, 'switch-1', text)).toEqual({
      accepted: 4,
      duplicate: 0,
      quarantined: 2,
      batches: 1,
    });
    const rows = await tree.domain.deps.db.rows(
      `select r.from_number, r.to_number, r.country, r.source_ip, g.rating_status, g.cost_amount::text as cost
       from call_record r join charge g on g.record_id = r.id and g.customer_id = $1 order by r.record_key`,
      [tree.acme.uuid],
    );
    expect(rows).toEqual([
      // d = 91, 120 s: 0.05 + 2·0.02
      {
        from_number: '+31201111111',
        to_number: '+31201234567',
        country: 'NL',
        source_ip: '198.51.100.20',
        rating_status: 'rated',
        cost: '0.0900',
      },
      {
        from_number: null,
        to_number: '+442071234567',
        country: 'GB',
        source_ip: '2001:db8::20',
        rating_status: 'zero',
        cost: '0.0000',
      },
      // Inbound, 60 s: 0.006
      {
        from_number: null,
        to_number: '+31858881234',
        country: 'NL',
        source_ip: null,
        rating_status: 'rated',
        cost: '0.0060',
      },
      // Forwarded, 60 s: 0.05 + 0.02
      {
        from_number: null,
        to_number: '+31612345678',
        country: 'NL',
        source_ip: null,
        rating_status: 'rated',
        cost: '0.0700',
      },
    ]);
    const before = await everythingStored(tree);
    expect(await sendTo(tree, 'switch-1', text)).toMatchObject({ accepted: 0, duplicate: 6, quarantined: 0 });
    expect(await everythingStored(tree)).toEqual(before);
  });
});
