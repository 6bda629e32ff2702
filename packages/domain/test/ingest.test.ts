import type { DomainError } from '@strowger/domain';
import { makeCustomer, makeDomain, makeUser } from '@strowger/testing/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

let serial = 0;
/** A key of each test's own. */
let key: string;
beforeEach(() => {
  key = `record-${++serial}`;
});

const send = (text: string) => sendTo(tree, 'switch-1', text);
const fault = (promise: Promise<unknown>): Promise<DomainError> =>
  promise.then(
    () => {
      throw new Error('was not refused');
    },
    (error: DomainError) => error,
  );

type Waiting = { id: string; reason: string; detail: string; raw: string; resolvedAt: string | null };
async function quarantine(): Promise<Waiting[]> {
  const { items } = await tree.domain.run(tree.domain.platform, 'getQuarantinedRecords', {
    sourceId: tree.source.id,
    status: 'waiting',
  });
  return items;
}
const stored = async (recordKey: string) =>
  tree.domain.deps.db.rows<{ customer_id: string; user_id: string | null }>(
    'select customer_id, user_id from call_record where record_key = $1',
    [recordKey],
  );

describe('ingestCallRecords', () => {
  it('takes in a file once: the second time all are duplicates and nothing changes', async () => {
    const text = ndjson([
      nativeCall({ recordKey: `${key}-a` }),
      nativeCall({ recordKey: `${key}-b` }),
      nativeCall({ recordKey: `${key}-c`, authUser: 'nobody@sip.acme.example' }),
    ]);
    expect(await send(`${text}\n\r\n   \nno json\n`)).toEqual({
      accepted: 2,
      duplicate: 0,
      quarantined: 2,
      batches: 1,
    });
    const before = await everythingStored(tree);
    tree.domain.clock.advanceSeconds(5);
    expect(await send(`${text}no json\n`)).toEqual({ accepted: 0, duplicate: 4, quarantined: 0, batches: 1 });
    expect(await everythingStored(tree)).toEqual(before);
  });

  it('knows a record by its key and its start: the same key at another time is another record', async () => {
    const later = {
      startedAt: '2026-11-25T10:00:00.124Z',
    };
    const text = ndjson([
      nativeCall({ recordKey: key }),
      nativeCall({ recordKey: key, ...later }),
      nativeCall({ recordKey: key, to: '+31301234567' }),
    ]);
    expect(await send(text)).toMatchObject({ accepted: 2, duplicate: 1 });
    expect(await stored(key)).toHaveLength(2);
  });

  it('cuts a long file into batches that are numbered and counted', async () => {
    const records = Array.from({ length: 4_100 }, (_, i) => nativeCall({ recordKey: `${key}-${i}` }));
    expect(await send(ndjson(records))).toEqual({
      accepted: 4_100,
      duplicate: 0,
      quarantined: 0,
      batches: 3,
    });
    const batches = await tree.domain.deps.db.rows<{ accepted: number; records: number }>(
      `select b.accepted, count(r.id)::int as records from ingest_batch b
       join call_record r on r.ingest_batch = b.number where r.record_key like $1
       group by b.number order by b.number`,
      [`${key}-%`],
    );
    expect(batches).toEqual([
      { accepted: 2_000, records: 2_000 },
      { accepted: 2_000, records: 2_000 },
      { accepted: 100, records: 100 },
    ]);
  });

  it('leaves the batches before a broken connection in place, and takes the rest when it is sent again', async () => {
    const records = Array.from({ length: 2_500 }, (_, i) => nativeCall({ recordKey: `${key}-${i}` }));
    const text = ndjson(records);
    const broken = (async function* () {
      yield Buffer.from(text.slice(0, -5_000));
      throw new Error('connection lost');
    })();
    const body = { mediaType: 'application/x-ndjson', chunks: broken };
    await expect(
      tree.domain.run(tree.domain.platform, 'ingestCallRecords', { source: 'switch-1' }, {}, body),
    ).rejects.toThrow('connection lost');
    expect(await send(text)).toMatchObject({ accepted: 500, duplicate: 2_000, batches: 2 });
  });

  it('makes the partition of a month that nobody called in yet', async () => {
    const old = {
      startedAt: '2019-02-28T23:59:59.999Z',
      ringingAt: null,
      answeredAt: '2019-02-28T23:59:59.999Z',
      endedAt: '2019-03-01T00:00:10Z',
    };
    expect(await send(ndjson([nativeCall({ recordKey: key, ...old })]))).toMatchObject({ accepted: 1 });
    const [row] = await tree.domain.deps.db.rows(
      'select tableoid::regclass::text as "table" from call_record where record_key = $1',
      [key],
    );
    expect(row).toEqual({ table: 'call_record_2019_02' });
  });

  it('makes a partition again that was removed behind its back', async () => {
    const times = {
      startedAt: '2018-01-05T00:00:00Z',
      ringingAt: null,
      answeredAt: '2018-01-05T00:00:00Z',
      endedAt: '2018-01-05T00:00:01Z',
    };
    await send(ndjson([nativeCall({ recordKey: `${key}-a`, ...times })]));
    await tree.domain.deps.db.rows('drop table call_record_2018_01, charge_2018_01');
    expect(await send(ndjson([nativeCall({ recordKey: `${key}-b`, ...times })]))).toMatchObject({
      accepted: 1,
    });
  });
});

describe('quarantine', () => {
  const cases: [what: string, line: (key: string) => string, reason: string, detail: string | RegExp][] = [
    ['text that is no JSON', (k) => `{"recordKey": "${k}"`, 'unreadable', 'is not JSON'],
    ['a line that is no object', (k) => `"${k}"`, 'invalid', /expected object/],
    [
      'a field that is not known',
      (k) => JSON.stringify(nativeCall({ recordKey: k, colour: 'red' })),
      'invalid',
      /colour/,
    ],
    [
      'a field of a wrong kind',
      (k) => JSON.stringify(nativeCall({ recordKey: k, direction: 'sideways' })),
      'invalid',
      /^direction /,
    ],
    [
      'an answered call without an answer',
      (k) => JSON.stringify(nativeCall({ recordKey: k, answeredAt: null })),
      'invalid',
      'answeredAt must be given for an answered call',
    ],
    [
      'an end before the start',
      (k) =>
        JSON.stringify(
          nativeCall({
            recordKey: k,
            endedAt: '2026-11-25T09:00:00Z',
            answeredAt: null,
            disposition: 'failed',
          }),
        ),
      'invalid',
      /endedAt must not lie before startedAt/,
    ],
    [
      'a start more than a day ahead',
      (k) =>
        JSON.stringify(
          nativeCall({
            recordKey: k,
            startedAt: '2026-11-27T13:00:00Z',
            ringingAt: null,
            answeredAt: null,
            disposition: 'failed',
            endedAt: '2026-11-27T13:00:00Z',
          }),
        ),
      'invalid',
      'startedAt must not lie more than 24 hours ahead',
    ],
    [
      'a start before 2000',
      (k) => JSON.stringify(nativeCall({ recordKey: k, startedAt: '1999-12-31T23:59:59Z' })),
      'invalid',
      'startedAt must not lie before 2000',
    ],
    [
      'a call of more than a year',
      (k) => JSON.stringify(nativeCall({ recordKey: k, startedAt: '2020-01-01T00:00:00Z' })),
      'invalid',
      'endedAt must lie within 366 days after startedAt',
    ],
    [
      'a caller whom nobody knows',
      (k) => JSON.stringify(nativeCall({ recordKey: k, authUser: 'ghost@sip.acme.example' })),
      'unattributed',
      'authUser names nobody in the scope of the source',
    ],
    [
      'an account code that nobody has',
      (k) => JSON.stringify(nativeCall({ recordKey: k, authUser: null, accountCode: 'ghost' })),
      'unattributed',
      'accountCode names nobody in the scope of the source',
    ],
    [
      'neither',
      (k) => JSON.stringify(nativeCall({ recordKey: k, authUser: null })),
      'unattributed',
      'neither authUser nor accountCode is given',
    ],
  ];

  it.each(cases)('keeps %s with its text and the reason', async (_, line, reason, detail) => {
    const text = line(key);
    expect(await send(`${text}\n`)).toMatchObject({ accepted: 0, duplicate: 0, quarantined: 1 });
    const [kept] = (await quarantine()).filter((record) => record.raw.includes(key));
    expect(kept).toMatchObject({ reason, raw: text, resolvedAt: null });
    expect(kept?.detail).toMatch(detail);
  });

  it('keeps the first 64 KiB of a longer line, and goes on behind it', async () => {
    const long = JSON.stringify(nativeCall({ recordKey: key, userAgent: 'x'.repeat(70_000) }));
    const text = `${long}\n${JSON.stringify(nativeCall({ recordKey: `${key}-b` }))}\n`;
    expect(await send(text)).toMatchObject({ accepted: 1, quarantined: 1 });
    const [kept] = (await quarantine()).filter((record) => record.raw.includes(key));
    expect(kept).toMatchObject({
      reason: 'unreadable',
      detail: 'is longer than 65536 bytes: only the first are kept',
      raw: long.slice(0, 2_000),
      rawLength: 65_536,
      complete: false,
    });
    expect(await send(text)).toMatchObject({ duplicate: 2 });
  });

  it('takes bytes that are no text, and NUL, without losing the file', async () => {
    const good = JSON.stringify(nativeCall({ recordKey: `${key}-good` }));
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x41, 0x0a]),
      Buffer.from(`{"a":"\0"}\n{"\\u0000\\ud800":1}\n${good}\n`),
    ]);
    const chunks = (async function* () {
      yield bytes;
    })();
    const result = await tree.domain.run(
      tree.domain.platform,
      'ingestCallRecords',
      { source: 'switch-1' },
      {},
      {
        mediaType: 'application/x-ndjson',
        chunks,
      },
    );
    expect(result).toMatchObject({ accepted: 1, quarantined: 3 });
    expect((await quarantine()).map((record) => record.detail)).toContain('is not UTF-8');
  });

  it('refuses an account code that several have, and takes one that is an id', async () => {
    const [one, two] = [
      await makeCustomer(tree.domain, tree.sub),
      await makeCustomer(tree.domain, tree.reseller),
    ];
    for (const customer of [one, two]) {
      await tree.domain.run(tree.domain.platform, 'updateCustomer', {
        customerId: customer.id,
        externalId: key,
      });
    }
    const call = nativeCall({ recordKey: key, authUser: null, accountCode: key });
    expect(await send(ndjson([call]))).toMatchObject({ quarantined: 1 });
    expect((await quarantine()).find((record) => record.raw.includes(key))).toMatchObject({
      reason: 'ambiguous',
      detail: 'accountCode names 2 customers or users',
    });
    const byId = [
      nativeCall({ recordKey: `${key}-customer`, authUser: null, accountCode: one.id }),
      nativeCall({ recordKey: `${key}-user`, authUser: null, accountCode: tree.desk.id }),
      nativeCall({ recordKey: `${key}-external`, authUser: null, accountCode: 'desk-101-ext' }),
      nativeCall({
        recordKey: `${key}-fallback`,
        authUser: 'ghost@sip.acme.example',
        accountCode: 'acme-main',
      }),
      nativeCall({ recordKey: `${key}-case`, authUser: 'desk-101@SIP.Acme.Example' }),
    ];
    expect(await send(ndjson(byId))).toMatchObject({ accepted: 5 });
    expect(await stored(`${key}-customer`)).toEqual([{ customer_id: one.uuid, user_id: null }]);
    for (const suffix of ['user', 'external', 'case']) {
      expect(await stored(`${key}-${suffix}`)).toEqual([
        { customer_id: tree.acme.uuid, user_id: expect.any(String) },
      ]);
    }
    expect(await stored(`${key}-fallback`)).toEqual([{ customer_id: tree.acme.uuid, user_id: null }]);
  });

  it('resolves a record when the same text is accepted later', async () => {
    const text = ndjson([nativeCall({ recordKey: key, authUser: `${key}@sip.acme.example` })]);
    expect(await send(text)).toMatchObject({ quarantined: 1 });
    await makeUser(tree.domain, tree.acme, { username: key });
    expect(await send(text)).toMatchObject({ accepted: 1, duplicate: 0, quarantined: 0 });
    const rows = await tree.domain.deps.db.rows(
      'select resolved_at is not null as resolved from quarantined_record where raw like $1',
      [`%"${key}"%`],
    );
    expect(rows).toEqual([{ resolved: true }]);
    expect(await send(text)).toMatchObject({ duplicate: 1 });
  });

  it('gives a record that waits its newest reason, and counts it as a duplicate', async () => {
    const text = ndjson([nativeCall({ recordKey: key, authUser: null, accountCode: key })]);
    await send(text);
    for (const parent of [tree.sub, tree.reseller])
      await makeCustomer(tree.domain, parent, { externalId: key });
    expect(await send(text)).toMatchObject({ duplicate: 1, quarantined: 0 });
    expect((await quarantine()).find((record) => record.raw.includes(key))).toMatchObject({
      reason: 'ambiguous',
    });
  });

  it('counts the same faulty text twice in one file as one and a duplicate', async () => {
    expect(await send(`${key} is no json\n${key} is no json\n`)).toMatchObject({
      duplicate: 1,
      quarantined: 1,
    });
  });
});

describe('whom a record is attributed to', () => {
  it('stays in the scope of the source', async () => {
    const stranger = await makeCustomer(tree.domain, undefined, { externalId: `${key}-stranger` });
    await makeDomain(tree.domain, stranger, `${key}.example.com`);
    await makeUser(tree.domain, stranger, { username: 'outside' });
    await tree.domain.run(tree.reseller.caller, 'createCallRecordSource', {
      customerId: tree.reseller.id,
      name: 'reseller-pbx',
      format: 'ndjson',
    });
    const text = ndjson([
      nativeCall({ recordKey: `${key}-1`, authUser: `outside@${key}.example.com` }),
      nativeCall({ recordKey: `${key}-2`, authUser: null, accountCode: `${key}-stranger` }),
      nativeCall({ recordKey: `${key}-3`, authUser: null, accountCode: stranger.id }),
      nativeCall({ recordKey: `${key}-4`, authUser: null, accountCode: tree.platform.id }),
    ]);
    const result = await sendTo(tree, 'reseller-pbx', text, undefined, tree.reseller.caller);
    expect(result).toMatchObject({ accepted: 0, quarantined: 4 });
  });

  it('may be suspended or terminated: the call was made', async () => {
    const gone = await makeCustomer(tree.domain, tree.sub, { kind: 'end', externalId: key });
    await tree.domain.run(tree.domain.platform, 'updateCustomer', {
      customerId: gone.id,
      status: 'terminated',
    });
    const text = ndjson([nativeCall({ recordKey: key, authUser: null, accountCode: key })]);
    expect(await send(text)).toMatchObject({ accepted: 1 });
  });
});

describe('the source of an ingest', () => {
  const text = () => ndjson([nativeCall({ recordKey: key })]);

  it('is named by its id anywhere in the scope, by its name at the own customer only', async () => {
    expect(await sendTo(tree, tree.source.id, text())).toMatchObject({ accepted: 1 });
    expect(await fault(sendTo(tree, 'switch-1', text(), undefined, tree.reseller.caller))).toMatchObject({
      code: 'notFound',
    });
    expect(await fault(sendTo(tree, tree.source.id, text(), undefined, tree.reseller.caller))).toMatchObject({
      code: 'notFound',
    });
  });

  it('must be enabled', async () => {
    const source = await tree.domain.run(tree.domain.platform, 'createCallRecordSource', {
      customerId: tree.platform.id,
      name: 'old-switch',
      format: 'ndjson',
      enabled: false,
    });
    expect(await fault(sendTo(tree, source.id, text()))).toMatchObject({ code: 'conflict' });
  });

  it('decides what bodies are read', async () => {
    expect(await fault(sendTo(tree, 'switch-1', text(), 'application/json'))).toMatchObject({
      code: 'unsupportedMediaType',
    });
    expect(await fault(sendTo(tree, 'fs-1', text(), 'application/x-ndjson'))).toMatchObject({
      code: 'unsupportedMediaType',
    });
  });

  it('takes an empty body', async () => {
    expect(await send('')).toEqual({ accepted: 0, duplicate: 0, quarantined: 0, batches: 0 });
  });
});
