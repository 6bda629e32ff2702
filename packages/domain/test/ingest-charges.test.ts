import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chargeBy,
  chargesOf,
  createIngestTree,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
  uuidOf,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
beforeAll(async () => {
  tree = await createIngestTree();
});
afterAll(() => tree.domain.close());

const ingest = (...records: object[]) => sendTo(tree, 'switch-1', ndjson(records));

describe('charges of an ingested record', () => {
  it('prices an answered call at every level up to the platform', async () => {
    expect(await ingest(nativeCall())).toEqual({ accepted: 1, duplicate: 0, quarantined: 0, batches: 1 });
    // Talk of 90.25 s: d = 91.
    expect(await chargesOf(tree, 'call-1')).toEqual([
      // 60 + ceil(31/60)·60 = 120 s: 0.05 + 120·0.02/60 = 0.09
      {
        customer: 'acme',
        status: 'rated',
        cost: '0.0900',
        costSeconds: 120,
        costPrefix: '31',
        revenue: null,
      },
      // 30 + ceil(61/6)·6 = 96 s: 96·0.0125/60 = 0.02
      {
        customer: 'sub',
        status: 'rated',
        cost: '0.0200',
        costSeconds: 96,
        costPrefix: '3120',
        revenue: '0.0900',
      },
      // 91·0.0081/60 = 0.012285
      {
        customer: 'reseller',
        status: 'rated',
        cost: '0.012285',
        costSeconds: 91,
        costPrefix: '31',
        revenue: '0.0200',
      },
      {
        customer: 'platform',
        status: 'rated',
        cost: null,
        costSeconds: null,
        costPrefix: null,
        revenue: '0.012285',
      },
    ]);
  });

  it('keeps what the switch wrote, E.164 beside it, and the times to the millisecond', async () => {
    const [row] = await tree.domain.deps.db.rows(
      `select customer_id, user_id, tenant_id, "from", "to", from_number, to_number, country, duration_ms, talk_ms, setup_ms
       from call_record where record_key = 'call-1'`,
    );
    expect(row).toEqual({
      customer_id: tree.acme.uuid,
      user_id: uuidOf('user', tree.desk.id),
      tenant_id: tree.reseller.uuid,
      from: '+31201111111',
      to: '0201234567',
      from_number: '+31201111111',
      to_number: '+31201234567',
      country: 'NL',
      duration_ms: 95_627n,
      talk_ms: 90_250n,
      setup_ms: 2000,
    });
  });

  it('makes a call zero that was not answered, and an internal one', async () => {
    await ingest(
      nativeCall({ recordKey: 'unanswered', disposition: 'noAnswer', answeredAt: null }),
      nativeCall({ recordKey: 'internal', direction: 'internal', to: '102' }),
    );
    for (const key of ['unanswered', 'internal']) {
      expect(await chargesOf(tree, key)).toEqual([
        { customer: 'acme', status: 'zero', cost: '0.0000', costSeconds: 0, costPrefix: null, revenue: null },
        {
          customer: 'sub',
          status: 'zero',
          cost: '0.0000',
          costSeconds: 0,
          costPrefix: null,
          revenue: '0.0000',
        },
        {
          customer: 'reseller',
          status: 'zero',
          cost: '0.000000',
          costSeconds: 0,
          costPrefix: null,
          revenue: '0.0000',
        },
        {
          customer: 'platform',
          status: 'zero',
          cost: null,
          costSeconds: null,
          costPrefix: null,
          revenue: '0.000000',
        },
      ]);
    }
  });

  it('leaves unrated the levels that share a missing rate, and no others', async () => {
    // Inbound rates exist from the sub-reseller to acme only.
    await ingest(nativeCall({ recordKey: 'inbound', direction: 'inbound', to: '+31858881234' }));
    const charges = await chargesOf(tree, 'inbound');
    expect(charges.map(({ customer, status, cost, revenue }) => [customer, status, cost, revenue])).toEqual([
      ['acme', 'rated', '0.0091', null], // 91·0.006/60
      ['sub', 'unrated', null, '0.0091'],
      ['reseller', 'unrated', null, null],
      ['platform', 'unrated', null, null],
    ]);
  });

  it('prices a forwarded leg by the outbound rates, for whom it is attributed to', async () => {
    await ingest(nativeCall({ recordKey: 'forwarded', direction: 'forwarded', forwardedBy: '101' }));
    expect((await chargesOf(tree, 'forwarded'))[0]).toMatchObject({ status: 'rated', cost: '0.0900' });
  });

  it('charges no level above the owner of the source', async () => {
    await tree.domain.run(tree.reseller.caller, 'createCallRecordSource', {
      customerId: tree.reseller.id,
      name: 'own-pbx',
      format: 'ndjson',
      country: 'NL',
    });
    await sendTo(
      tree,
      'own-pbx',
      ndjson([nativeCall({ recordKey: 'own' })]),
      undefined,
      tree.reseller.caller,
    );
    const charges = await chargesOf(tree, 'own');
    expect(charges.map(({ customer, status, cost, revenue }) => [customer, status, cost, revenue])).toEqual([
      ['acme', 'rated', '0.0900', null],
      ['sub', 'rated', '0.0200', '0.0900'],
      ['reseller', 'rated', null, '0.0200'],
    ]);
  });

  it('prices by the plan as it is when the record comes, and by the rate of when the call began', async () => {
    const { domain } = tree;
    const payer = { ...tree.acme };
    const head = 'prefix,name,direction,connectionFee,pricePerMinute,initialSeconds,incrementSeconds\n';
    const planId = await chargeBy(domain, tree.sub, payer, `${head}31,NL,outbound,0,0.60,1,1\n`);
    await ingest(nativeCall({ recordKey: 'new-plan' }));
    expect((await chargesOf(tree, 'new-plan'))[0]).toMatchObject({ cost: '0.9100' }); // 91·0.01
    // From 11:00 on it is dearer: the deck in memory is read anew, as the plan's ratesVersion has grown.
    const change = 'prefix,name,pricePerMinute,validFrom\n31,NL,1.20,2026-11-25T11:00:00Z\n';
    const chunks = (async function* () {
      yield Buffer.from(change);
    })();
    await domain.run(
      domain.platform,
      'importRates',
      { tariffplanId: planId },
      {},
      { mediaType: 'text/csv', chunks },
    );
    const later = {
      startedAt: '2026-11-25T11:00:00.000Z',
      ringingAt: null,
      answeredAt: '2026-11-25T11:00:00.000Z',
      endedAt: '2026-11-25T11:01:00.000Z',
    };
    await ingest(nativeCall({ recordKey: 'before' }), nativeCall({ recordKey: 'after', ...later }));
    expect((await chargesOf(tree, 'before'))[0]).toMatchObject({ cost: '0.9100' });
    expect((await chargesOf(tree, 'after'))[0]).toMatchObject({ cost: '1.2000' });
  });
});
