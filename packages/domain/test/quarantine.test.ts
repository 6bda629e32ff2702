import type { QuarantineResult } from '@strowger/contracts';
import type { DomainError } from '@strowger/domain';
import { makeCustomer, makeUser, operatorOf } from '@strowger/testing/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  chargesOf,
  createIngestTree,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
let pbxId: string;
beforeAll(async () => {
  tree = await createIngestTree();
  const sources = await tree.domain.run(tree.domain.platform, 'getCustomerCallRecordSources', {
    customerId: tree.platform.id,
  });
  pbxId = sources.items.find((source) => source.name === 'pbx-1')?.id as string;
});
afterAll(() => tree.domain.close());

let serial = 0;
let key: string;
beforeEach(() => {
  key = `waits-${++serial}`;
  tree.domain.clock.advanceSeconds(60);
});

const fault = (promise: Promise<unknown>): Promise<DomainError> =>
  promise.then(
    () => {
      throw new Error('was not refused');
    },
    (error: DomainError) => error,
  );
const send = (...records: object[]) => sendTo(tree, 'switch-1', ndjson(records));
const entries = async (status?: 'waiting' | 'accepted' | 'discarded') => {
  const { items } = await tree.domain.run(tree.domain.platform, 'getQuarantinedRecords', {
    sourceId: tree.source.id,
    limit: '200',
    ...(status && { status }),
  });
  return items.filter(({ raw }) => raw.includes(key));
};
const ids = async () => (await entries()).map(({ id }) => id);
const replay = (input: object): Promise<QuarantineResult> =>
  tree.domain.run(tree.domain.platform, 'replayQuarantinedRecords', { sourceId: tree.source.id, ...input });
const attribute = (input: object, caller = tree.domain.platform): Promise<QuarantineResult> =>
  tree.domain.run(caller, 'attributeCallRecords', { sourceId: tree.source.id, ...input });
const discard = (input: object): Promise<QuarantineResult> =>
  tree.domain.run(tree.domain.platform, 'discardQuarantinedRecords', { sourceId: tree.source.id, ...input });
const stored = (recordKey = key) =>
  tree.domain.deps.db.rows<Record<string, unknown>>(
    `select r.*, b.accepted from call_record r join ingest_batch b on b.number = r.ingest_batch
     where record_key like $1 order by record_key`,
    [`${recordKey}%`],
  );
const audit = async () => {
  const { items } = await tree.domain.run(tree.domain.platform, 'getAuditEntries', { limit: '1' });
  return items[0];
};

describe('getQuarantinedRecords', () => {
  it('tells of a customer what its own sources and those below sent, and of nobody else', async () => {
    await send(nativeCall({ recordKey: key, authUser: `${key}@nowhere.example` }));
    const found = async (customerId: string) => {
      const { items } = await tree.domain.run(tree.domain.platform, 'getQuarantinedRecords', {
        customerId,
        limit: '200',
      });
      return items.filter(({ raw }) => raw.includes(key)).length;
    };
    expect(await found(tree.platform.id)).toBe(1);
    expect(await found(tree.reseller.id)).toBe(0);
    const refused = await fault(
      tree.domain.run(tree.sub.caller, 'getQuarantinedRecords', { customerId: tree.reseller.id }),
    );
    expect(refused.code).toBe('notFound');
  });
});

describe('replayQuarantinedRecords', () => {
  it('takes in what can be attributed by now, in a new batch, and links it; the rest keeps waiting', async () => {
    await send(
      nativeCall({ recordKey: `${key}-a`, authUser: `${key}@sip.acme.example` }),
      nativeCall({ recordKey: `${key}-b`, authUser: `ghost@sip.acme.example` }),
    );
    await makeUser(tree.domain, tree.acme, { username: key });
    const selected = await ids();
    expect(await replay({ ids: selected })).toMatchObject({
      accepted: 1,
      duplicate: 0,
      refused: 1,
      remaining: false,
      refusals: [{ reason: 'unattributed', detail: 'authUser names nobody in the scope of the source' }],
    });
    const [accepted] = await entries('accepted');
    expect(accepted).toMatchObject({
      resolvedBy: expect.stringMatching(/^opr_/),
      resolvedAt: tree.domain.clock.now().toISOString(),
      callRecordId: expect.stringMatching(/^cdr_/),
    });
    expect(await entries('waiting')).toHaveLength(1);
    expect(await stored()).toMatchObject([{ accepted: 1, ingested_at: tree.domain.clock.now() }]);
    expect((await chargesOf(tree, `${key}-a`)).map(({ cost }) => cost)).toEqual([
      '0.0900',
      '0.0200',
      '0.012285',
      null,
    ]);
    expect(await audit()).toMatchObject({
      operation: 'replayQuarantinedRecords',
      subjectId: tree.source.id,
      after: { accepted: 1, refused: 1, mended: false },
    });
    // Once more changes nothing.
    expect(await replay({ ids: selected })).toMatchObject({ accepted: 0, duplicate: 1, refused: 1 });
    expect(await stored()).toHaveLength(1);
  });

  it('takes one in with a mended text, which does not come back when the file is sent again', async () => {
    const broken = `{"recordKey":"${key}"`;
    await sendTo(tree, 'switch-1', broken);
    const [id] = await ids();
    expect(await replay({ ids: [id], raw: '{"still": "wrong"}' })).toMatchObject({
      refused: 1,
      refusals: [{ id, reason: 'invalid' }],
    });
    expect(await entries()).toMatchObject([{ status: 'waiting', reason: 'unreadable', raw: broken }]);
    const mended = JSON.stringify(nativeCall({ recordKey: key }));
    expect(await replay({ ids: [id], raw: mended })).toMatchObject({ accepted: 1, refused: 0 });
    expect(await entries()).toMatchObject([{ status: 'accepted', raw: broken }]);
    expect(await sendTo(tree, 'switch-1', broken)).toMatchObject({ duplicate: 1, quarantined: 0 });
    expect(await entries()).toMatchObject([{ status: 'accepted' }]);
    expect(await stored()).toHaveLength(1);
  });

  it('is done once by two at the same time, also with different texts', async () => {
    await sendTo(tree, 'switch-1', `{"recordKey":"${key}"`);
    const [id] = await ids();
    const results = await Promise.all(
      ['a', 'b'].map((suffix) =>
        replay({ ids: [id], raw: JSON.stringify(nativeCall({ recordKey: `${key}-${suffix}` })) }),
      ),
    );
    expect(results.map(({ accepted }) => accepted).sort()).toEqual([0, 1]);
    expect(await stored()).toHaveLength(1);
  });

  it('selects by reason and time, oldest first', async () => {
    const from = tree.domain.clock.now().toISOString();
    const late = Array.from({ length: 1_500 }, (_, i) =>
      nativeCall({ recordKey: `${key}-${i}`, authUser: `${key}@sip.acme.example` }),
    );
    await send(...late);
    await makeUser(tree.domain, tree.acme, { username: key });
    expect(await replay({ reason: 'invalid', receivedFrom: from })).toMatchObject({
      accepted: 0,
      refused: 0,
    });
    expect(await replay({ reason: 'unattributed', receivedTo: from })).toMatchObject({ accepted: 0 });
    expect(await replay({ reason: 'unattributed', receivedFrom: from })).toMatchObject({
      accepted: 1_500,
      refused: 0,
      remaining: false,
    });
    expect(await stored()).toHaveLength(1_500);
  });

  it('reads the text by the settings that the source has now', async () => {
    const line = `"${key}","101","0201234567","ctx","","PJSIP/x-1","","Dial","","2026-11-25 11:09:00","","",66,60,"ANSWERED",""`;
    await sendTo(tree, 'pbx-1', line, 'text/csv');
    await makeCustomer(tree.domain, tree.sub, { externalId: key });
    await tree.domain.run(tree.domain.platform, 'updateCallRecordSource', {
      sourceId: pbxId,
      timeZone: 'UTC',
    });
    const result = await tree.domain.run(tree.domain.platform, 'replayQuarantinedRecords', {
      sourceId: pbxId,
      reason: 'unattributed',
    });
    expect(result).toMatchObject({ accepted: 1 });
    const [row] = await tree.domain.deps.db.rows(
      'select started_at from call_record r join customer c on c.id = r.customer_id where c.external_id = $1',
      [key],
    );
    expect(row).toEqual({ started_at: new Date('2026-11-25T11:09:00Z') });
  });

  it('does not take in what is not complete, unless it is mended', async () => {
    const long = JSON.stringify(nativeCall({ recordKey: key, userAgent: 'x'.repeat(70_000) }));
    await sendTo(tree, 'switch-1', long);
    const [entry] = await entries();
    expect(entry).toMatchObject({ complete: false, rawLength: 65_536, raw: long.slice(0, 2_000) });
    const whole = await tree.domain.run(tree.domain.platform, 'getQuarantinedRecord', {
      quarantinedRecordId: entry?.id as string,
    });
    expect(whole.raw).toBe(long.slice(0, 65_536));
    expect(await replay({ ids: [entry?.id] })).toMatchObject({
      refused: 1,
      refusals: [{ reason: 'unreadable' }],
    });
    const mended = JSON.stringify(nativeCall({ recordKey: key }));
    expect(await replay({ ids: [entry?.id], raw: mended })).toMatchObject({ accepted: 1 });
  });

  it.each([
    ['no selection', {}, 'validation', /^ids or reason/],
    [
      'a text for many',
      { reason: 'invalid', raw: '{}' },
      'validation',
      /^raw may be given for one record only/,
    ],
    ['an id of nobody', { ids: ['qrt_01kaz4x0e8v9q5h2c7t1m6n3pr'] }, 'notFound', /no such quarantinedRecord/],
  ])('refuses %s', async (_, input, code, message) => {
    expect(await fault(replay(input))).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it("does not know entries of another's source", async () => {
    await sendTo(tree, 'switch-1', `${key} no json`);
    const own = await tree.domain.run(tree.reseller.caller, 'createCallRecordSource', {
      customerId: tree.reseller.id,
      name: key,
      format: 'ndjson',
    });
    const input = { sourceId: own.id, ids: await ids() };
    for (const operation of [
      'replayQuarantinedRecords',
      'attributeCallRecords',
      'discardQuarantinedRecords',
    ] as const) {
      expect(await fault(tree.domain.run(tree.reseller.caller, operation, input))).toMatchObject({
        code: 'notFound',
      });
    }
    const { items } = await tree.domain.run(tree.reseller.caller, 'getQuarantinedRecords', {});
    expect(items).toEqual([]);
  });

  it('may not be asked for by who only reads', async () => {
    const viewer = operatorOf(tree.platform.uuid, tree.domain.platform.path, 'viewer');
    const input = { sourceId: tree.source.id, reason: 'invalid' } as const;
    expect(await fault(tree.domain.run(viewer, 'replayQuarantinedRecords', input))).toMatchObject({
      code: 'missingRole',
    });
  });
});

describe('attributeCallRecords', () => {
  it('charges those that named nobody to the customer that is given, as the tree and its rates are', async () => {
    await send(nativeCall({ recordKey: key, authUser: null, accountCode: 'ghost' }));
    expect(await attribute({ ids: await ids(), customerId: tree.acme.id })).toMatchObject({
      accepted: 1,
      refused: 0,
    });
    expect(await stored()).toMatchObject([{ customer_id: tree.acme.uuid, user_id: null }]);
    expect((await chargesOf(tree, key)).map(({ customer }) => customer)).toEqual([
      'acme',
      'sub',
      'reseller',
      'platform',
    ]);
    expect(await audit()).toMatchObject({
      operation: 'attributeCallRecords',
      after: { accepted: 1, customerId: tree.acme.id },
    });
  });

  it('charges them to the customer of the user that is given, though others share the account code', async () => {
    for (const parent of [tree.sub, tree.reseller])
      await makeCustomer(tree.domain, parent, { externalId: key });
    await send(nativeCall({ recordKey: key, authUser: null, accountCode: key }));
    expect(await entries()).toMatchObject([{ reason: 'ambiguous' }]);
    expect(await attribute({ ids: await ids(), userId: tree.desk.id })).toMatchObject({ accepted: 1 });
    expect(await stored()).toMatchObject([{ customer_id: tree.acme.uuid, user_id: expect.any(String) }]);
  });

  it('looks again where nobody is given', async () => {
    await send(nativeCall({ recordKey: key, authUser: null, accountCode: key }));
    await makeCustomer(tree.domain, tree.sub, { externalId: key });
    expect(await attribute({ ids: await ids() })).toMatchObject({ accepted: 1 });
  });

  it('leaves alone what waits for another reason', async () => {
    await sendTo(tree, 'switch-1', `${key} no json`);
    expect(await attribute({ ids: await ids(), customerId: tree.acme.id })).toMatchObject({
      accepted: 0,
      refused: 1,
      refusals: [{ reason: 'unreadable' }],
    });
  });

  it("stays in the scope of the source's customer", async () => {
    const source = await tree.domain.run(tree.sub.caller, 'createCallRecordSource', {
      customerId: tree.sub.id,
      name: 'sub-pbx',
      format: 'ndjson',
    });
    await sendTo(tree, source.id, ndjson([nativeCall({ recordKey: key, authUser: null })]));
    const other = await makeCustomer(tree.domain, tree.reseller);
    const input = { sourceId: source.id, reason: 'unattributed' } as const;
    expect(await fault(attribute({ ...input, customerId: other.id }))).toMatchObject({
      code: 'validation',
      message: 'customerId must be in the scope of the customer of the source.',
    });
    expect(await fault(attribute({ ...input, customerId: other.id }, tree.sub.caller))).toMatchObject({
      code: 'notFound',
    });
    expect(await attribute({ ...input, customerId: tree.acme.id }, tree.sub.caller)).toMatchObject({
      accepted: 1,
    });
    expect((await chargesOf(tree, key)).map(({ customer }) => customer)).toEqual(['acme', 'sub']);
  });
});

describe('discardQuarantinedRecords', () => {
  it('settles entries, which stay readable; their text sent again does not wait again', async () => {
    await sendTo(tree, 'switch-1', `${key} no json`);
    expect(await discard({ ids: await ids(), note: 'a test' })).toMatchObject({
      discarded: 1,
      remaining: false,
    });
    expect(await entries()).toMatchObject([
      { status: 'discarded', note: 'a test', resolvedBy: expect.stringMatching(/^opr_/), callRecordId: null },
    ]);
    expect(await audit()).toMatchObject({ operation: 'discardQuarantinedRecords', after: { discarded: 1 } });
    expect(await sendTo(tree, 'switch-1', `${key} no json`)).toMatchObject({ duplicate: 1, quarantined: 0 });
    expect(await entries('waiting')).toEqual([]);
    expect(await discard({ ids: await ids() })).toMatchObject({ discarded: 0 });
  });

  it('is taken back by a replay that names it', async () => {
    await send(nativeCall({ recordKey: key, authUser: null, accountCode: key }));
    await discard({ ids: await ids() });
    await makeCustomer(tree.domain, tree.sub, { externalId: key });
    expect(await replay({ reason: 'unattributed' })).toMatchObject({ accepted: 0 });
    expect(await replay({ ids: await ids() })).toMatchObject({ accepted: 1 });
  });
});
