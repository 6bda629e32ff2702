import { readFile } from 'node:fs/promises';
import { makeCustomer } from '@strowger/testing/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
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
  const numbers = { customerId: tree.acme.id, rangeStart: '+31201111100', rangeEnd: '+31201111199' };
  await tree.domain.run(tree.domain.platform, 'createNumberRange', numbers);
  await tree.domain.run(tree.domain.platform, 'createExtension', {
    userId: tree.desk.id,
    direction: 'inbound',
    rangeStart: '+31201111110',
    rangeEnd: '+31201111119',
    targetId: tree.desk.id,
  });
});
afterAll(() => tree.domain.close());

let serial = 0;
let key: string;
beforeEach(() => {
  key = `csv-${++serial}`;
});

const sendCsv = (source: string, text: string) => sendTo(tree, source, text, 'text/csv');
const stored = (pattern: string) =>
  tree.domain.deps.db.rows<Record<string, unknown>>(
    `select r.record_key, r.direction, r.customer_id, r.user_id, r.other_leg_id, g.rating_status, g.cost_amount::text as cost,
       g.cost_billed_seconds::int as seconds
     from call_record r left join charge g on g.record_id = r.id and g.customer_id = $2
     where r.record_key like $1 order by r.record_key`,
    [pattern, tree.acme.uuid],
  );
const waiting = async () =>
  (
    await tree.domain.deps.db.rows<{ detail: string; raw: string }>(
      'select detail, raw from quarantined_record',
    )
  ).filter(({ raw }) => raw.includes(key));

describe('a native CSV', () => {
  const header =
    'recordKey,direction,authUser,from,to,startedAt,answeredAt,endedAt,disposition,sipCode,callerName';
  const row = (suffix: string, fields: string) => `${key}-${suffix},${fields}`;
  const answered =
    'outbound,desk-101@sip.acme.example,+31201111111,0201234567,2026-11-25T10:00:00Z,2026-11-25T10:00:05Z,2026-11-25T10:01:35Z,answered,200,"Front, desk"';

  it('is taken in by the names of its header row, an empty cell standing for nothing', async () => {
    const unanswered =
      'outbound,desk-101@sip.acme.example,,0201234567,2026-11-25T10:00:00Z,,2026-11-25T10:01:35Z,busy,,';
    const text = [header, row('a', answered), row('b', unanswered), header, ''].join('\r\n');
    expect(await sendCsv('csv-1', text)).toEqual({ accepted: 2, duplicate: 0, quarantined: 0, batches: 1 });
    expect(await sendCsv('csv-1', text)).toMatchObject({ accepted: 0, duplicate: 2 });
    expect(await stored(`${key}-%`)).toMatchObject([
      { record_key: `${key}-a`, rating_status: 'rated', cost: '0.0900' },
      { record_key: `${key}-b`, rating_status: 'zero' },
    ]);
  });

  it('is taken in without the rows that cannot be read, which are kept together with the header', async () => {
    const short = row('short', 'outbound');
    const wrong = row('wrong', answered.replace('200', 'x200'));
    const open = `${row('open', 'outbound')},"`;
    const text = [header, short, wrong, open, row('good', answered)].join('\n');
    expect(await sendCsv('csv-1', text)).toMatchObject({ accepted: 1, quarantined: 3 });
    const kept = await waiting();
    expect(kept.map(({ raw }) => raw).sort()).toEqual(
      [short, wrong, open].map((line) => `${header}\n${line}`).sort(),
    );
    expect(kept.map(({ detail }) => detail).sort()).toEqual([
      expect.stringMatching(/^has 2 cells where the header has 11/),
      expect.stringMatching(/^is not CSV/),
      expect.stringMatching(/^sipCode /),
    ]);
  });

  it.each([
    ['no header', `${answered}\n`, /names no field of a call record, or one twice, in column 1/],
    ['a column twice', `${header},to\n`, /in column 12/],
    ['a needed column missing', 'recordKey,from,to\n', /lacks direction, startedAt, endedAt, disposition/],
    ['a quote that is not closed', '"recordKey,from\n', /cannot be read/],
  ])('is refused as a whole with %s', async (_, text, message) => {
    await expect(sendCsv('csv-1', text)).rejects.toMatchObject({
      code: 'validation',
      message: expect.stringMatching(message),
    });
  });

  it('may be empty', async () => {
    expect(await sendCsv('csv-1', '')).toMatchObject({ accepted: 0, quarantined: 0 });
  });
});

describe('a Master.csv of Asterisk', () => {
  it('is taken in once, each row attributed and priced as what it is', async () => {
    const text = await readFile(new URL('./fixtures/asterisk/master-21.csv', import.meta.url), 'utf8');
    expect(await sendCsv('pbx-1', text)).toEqual({ accepted: 14, duplicate: 0, quarantined: 0, batches: 1 });
    expect(await sendCsv('pbx-1', text)).toMatchObject({ accepted: 0, duplicate: 14 });
    const rows = (await stored('%1764065%')).concat(await stored('%17640648%'), await stored('%17640649%'));
    const byKey = new Map(rows.map((row) => [String(row.record_key).split(':')[1], row]));
    expect(byKey.size).toBe(14);
    expect([...byKey.values()].every((row) => row.customer_id === tree.acme.uuid)).toBe(true);
    expect(byKey.get('57')).toMatchObject({ direction: 'outbound', rating_status: 'rated', cost: '0.0900' });
    expect(byKey.get('58')).toMatchObject({ direction: 'outbound', rating_status: 'zero' });
    expect(byKey.get('62')).toMatchObject({ direction: 'internal', rating_status: 'zero' });
    // 60 s at 0.006 a minute, by the second
    expect(byKey.get('65')).toMatchObject({ direction: 'inbound', rating_status: 'rated', cost: '0.0060' });
    // The queue's call, which nobody but the number tells of, and the phone that rang in vain.
    expect(byKey.get('66')).toMatchObject({ direction: 'inbound', rating_status: 'rated' });
    expect(byKey.get('67')).toMatchObject({ direction: 'inbound', rating_status: 'zero' });
    expect(byKey.get('68')).toMatchObject({
      direction: 'internal',
      rating_status: 'zero',
      other_leg_id: '1764065579.60',
    });
    expect(byKey.get('69')).toMatchObject({ direction: 'forwarded', rating_status: 'rated', cost: '0.0700' });
  });

  it('is inbound also where the account of the called one stands at the trunk', async () => {
    const line = `"acme-main","+442079460000","+31201111112","from-carrier","${key}","PJSIP/carrier-a-00000039","PJSIP/desk-101-0000003a","Dial","PJSIP/desk-101,30","2026-11-25 11:09:00","2026-11-25 11:09:06","2026-11-25 11:10:06",66,60,"ANSWERED","DOCUMENTATION","1764065999.1"`;
    expect(await sendCsv('pbx-1', `${line}\n`)).toMatchObject({ accepted: 1 });
    expect(await stored('1764065999.1:%')).toMatchObject([{ direction: 'inbound', cost: '0.0060' }]);
  });

  it('keeps a row that names nobody, and does not stop', async () => {
    const line = (account: string, second: number) =>
      `"${account}","101","0201234567","from-internal","${key}","PJSIP/x-00000039","","Dial","PJSIP/0201234567@carrier,30","2026-11-25 11:09:0${second}",,"2026-11-25 11:09:06",6,0,"NO ANSWER","DOCUMENTATION"`;
    expect(await sendCsv('pbx-1', `${line('ghost', 1)}\n${line('acme-main', 2)}`)).toMatchObject({
      accepted: 1,
      quarantined: 1,
    });
    expect(await waiting()).toMatchObject([
      { detail: 'accountCode names nobody in the scope of the source' },
    ]);
  });
});

describe('a call that names nobody', () => {
  const anonymous = { authUser: null, sourceIp: '192.0.2.17' };

  it('is charged to whoever trusts the address that it came from, told apart by the prefix dialled', async () => {
    const [one, two] = [await makeCustomer(tree.domain, tree.sub), await makeCustomer(tree.domain, tree.sub)];
    const trust = { type: 'ip' as const, mode: 'trust' as const, entries: [{ cidr: '192.0.2.0/27' }] };
    for (const [customer, techPrefix] of [
      [one, '71'],
      [two, '72'],
    ] as const) {
      await tree.domain.run(tree.domain.platform, 'createWhitelist', {
        customerId: customer.id,
        name: `trust ${techPrefix}`,
        techPrefix,
        ...trust,
      });
    }
    const records = [
      nativeCall({ recordKey: `${key}-1`, ...anonymous, dialed: '710201234567' }),
      nativeCall({ recordKey: `${key}-2`, ...anonymous, to: '720201234567' }),
      nativeCall({ recordKey: `${key}-3`, ...anonymous, dialed: '730201234567' }),
      nativeCall({ recordKey: `${key}-4`, ...anonymous, direction: 'inbound', dialed: '710201234567' }),
    ];
    expect(await sendTo(tree, 'switch-1', ndjson(records))).toMatchObject({ accepted: 2, quarantined: 2 });
    expect((await stored(`${key}-%`)).map((row) => row.customer_id)).toEqual([one.uuid, two.uuid]);
  });

  it('is charged, if it is inbound, to whose active number was called', async () => {
    const inbound = { authUser: null, direction: 'inbound' };
    const records = [
      nativeCall({ recordKey: `${key}-1`, ...inbound, to: '+31201111113' }),
      nativeCall({ recordKey: `${key}-2`, ...inbound, to: '+31201111120' }),
      nativeCall({ recordKey: `${key}-3`, authUser: null, to: '+31201111113' }),
    ];
    expect(await sendTo(tree, 'switch-1', ndjson(records))).toMatchObject({ accepted: 1, quarantined: 2 });
    expect(await stored(`${key}-%`)).toMatchObject([
      { record_key: `${key}-1`, customer_id: tree.acme.uuid, user_id: uuidOf('user', tree.desk.id) },
    ]);
  });

  it('is not charged to an address or a number outside of the scope of the source', async () => {
    await tree.domain.run(tree.reseller.caller, 'createCallRecordSource', {
      customerId: tree.reseller.id,
      name: 'own-pbx',
      format: 'ndjson',
      country: 'NL',
    });
    const stranger = await makeCustomer(tree.domain, undefined);
    await tree.domain.run(tree.domain.platform, 'createWhitelist', {
      customerId: stranger.id,
      name: 'trust',
      type: 'ip',
      mode: 'trust',
      entries: [{ cidr: '203.0.113.0/24' }],
    });
    const text = ndjson([nativeCall({ recordKey: key, authUser: null, sourceIp: '203.0.113.9' })]);
    expect(await sendTo(tree, 'own-pbx', text, undefined, tree.reseller.caller)).toMatchObject({
      quarantined: 1,
    });
    expect(await sendTo(tree, 'switch-1', text)).toMatchObject({ accepted: 1 });
  });
});
