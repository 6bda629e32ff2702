import { decodeId } from '@strowger/contracts';
import type { Caller, DomainError } from '@strowger/domain';
import {
  createTestDomain,
  makeCustomer,
  platformId,
  type TestCustomer,
  type TestDomain,
} from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
let reseller: TestCustomer;
beforeAll(async () => {
  domain = await createTestDomain();
  reseller = await makeCustomer(domain, undefined, { name: 'Reseller' });
});
afterAll(() => domain.close());

const csv = (text: string) => ({
  mediaType: 'text/csv',
  chunks: (async function* () {
    // Chunks end anywhere, also inside a character.
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  })(),
});

const makePlan = (customerId = reseller.id) =>
  domain.run(domain.platform, 'createTariffplan', {
    customerId,
    name: 'Retail',
    validFrom: '2026-01-01T00:00:00Z',
  });

const importCsv = (tariffplanId: string, text: string, caller: Caller = reseller.caller) =>
  domain.run(caller, 'importRates', { tariffplanId }, {}, csv(text));

const fault = (promise: Promise<unknown>): Promise<DomainError> =>
  promise.then(
    () => {
      throw new Error('was not refused');
    },
    (error: DomainError) => error,
  );

type RateRow = { prefix: string; price: string; from: string; to: string | null };
async function ratesOf(planId: string): Promise<RateRow[]> {
  const rows = await domain.deps.db.rows<{ prefix: string; price: string; from: Date; to: Date | null }>(
    `select prefix, price_per_minute::text as price, valid_from as from, valid_to as to from rate
     where tariffplan_id = $1 order by prefix, direction, valid_from`,
    [decodeId('tariffplan', planId)],
  );
  return rows.map((row) => ({ ...row, from: row.from.toISOString(), to: row.to?.toISOString() ?? null }));
}
const ratesVersion = async (planId: string) => {
  const [row] = await domain.deps.db.rows<{ version: bigint }>(
    'select rates_version as version from tariffplan where id = $1',
    [decodeId('tariffplan', planId)],
  );
  return Number(row?.version);
};

describe('importRates', () => {
  it('adds every line with its defaults, and leaves an audit entry on the tariffplan', async () => {
    const plan = await makePlan();
    const result = await importCsv(
      plan.id,
      '\uFEFFprefix,name,pricePerMinute,connectionFee,initialSeconds,incrementSeconds,direction,blocked,country\r\n' +
        '31,"Netherlands, fixed",0.0125,0.05,60,60,,,NL\r\n' +
        '3197,Nederland – M2M,0.2,,,,inbound,true,\r\n',
    );
    expect(result).toEqual({ tariffplanId: plan.id, added: 2, changed: 0, ended: 0, unchanged: 0 });
    const { items } = await domain.run(reseller.caller, 'getTariffplanRates', { tariffplanId: plan.id });
    expect(items).toMatchObject([
      {
        prefix: '31',
        name: 'Netherlands, fixed',
        country: 'NL',
        direction: 'outbound',
        connectionFee: '0.05',
        pricePerMinute: '0.0125',
        initialSeconds: 60,
        incrementSeconds: 60,
        graceSeconds: 0,
        minimumCharge: '0',
        blocked: false,
        validFrom: '2026-11-25T12:00:00.000Z',
        validTo: null,
      },
      { prefix: '3197', name: 'Nederland – M2M', direction: 'inbound', blocked: true, initialSeconds: 1 },
    ]);
    expect(await ratesVersion(plan.id)).toBe(2);
    const audits = await domain.deps.db.rows(
      `select operation, before, after from audit_entry where subject_id = $1 and operation = 'importRates'`,
      [decodeId('tariffplan', plan.id)],
    );
    expect(audits).toEqual([
      {
        operation: 'importRates',
        before: { ratesVersion: 1 },
        after: { ratesVersion: 2, added: 2, changed: 0, ended: 0, unchanged: 0 },
      },
    ]);
  });

  it('has its rates found by the beginning of the prefix and by part of the name', async () => {
    const plan = await makePlan();
    await importCsv(
      plan.id,
      'prefix,name,pricePerMinute\n31,Netherlands,0.01\n3120,Netherlands - Amsterdam,0.01\n49,100%_Germany,0.01\n',
    );
    const found = async (query: { prefix?: string; name?: string }) => {
      const { items } = await domain.run(reseller.caller, 'getTariffplanRates', {
        tariffplanId: plan.id,
        ...query,
      });
      return items.map(({ prefix }) => prefix);
    };
    expect(await found({ prefix: '31' })).toEqual(['31', '3120']);
    expect(await found({ name: 'AMSTER' })).toEqual(['3120']);
    expect(await found({ name: '0%_g' })).toEqual(['49']);
    expect(await found({ name: 'a%a' })).toEqual([]);
    expect(await found({ prefix: '31', name: 'lands -' })).toEqual(['3120']);
  });

  it('changes nothing when the same file comes again', async () => {
    const plan = await makePlan();
    const text = 'prefix,name,pricePerMinute,graceSeconds\n31,NL,0.01,3\n32,BE,0.0200,0\n';
    await importCsv(plan.id, text);
    domain.clock.advanceSeconds(60);
    expect(await importCsv(plan.id, text)).toMatchObject({ added: 0, ended: 0, unchanged: 2 });
    expect(await ratesVersion(plan.id)).toBe(2);
  });

  it('ends a rate when a new one of its prefix and direction begins', async () => {
    const plan = await makePlan();
    await importCsv(
      plan.id,
      'prefix,name,pricePerMinute,validFrom\n31,NL,0.01,2026-01-01T00:00:00Z\n32,BE,0.02,2026-01-01T00:00:00Z\n',
    );
    const change = 'prefix,name,pricePerMinute,validFrom\n31,NL,0.015,2027-01-01T00:00:00Z\n';
    expect(await importCsv(plan.id, change)).toMatchObject({ added: 0, changed: 1, ended: 0, unchanged: 0 });
    expect(await ratesOf(plan.id)).toEqual([
      { prefix: '31', price: '0.01', from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' },
      { prefix: '31', price: '0.015', from: '2027-01-01T00:00:00.000Z', to: null },
      { prefix: '32', price: '0.02', from: '2026-01-01T00:00:00.000Z', to: null },
    ]);
    expect(await importCsv(plan.id, change)).toMatchObject({ added: 0, ended: 0, unchanged: 1 });
    // A correction before it begins takes its place: it never priced a call.
    const corrected = change.replace('0.015', '0.016');
    expect(await importCsv(plan.id, corrected)).toMatchObject({
      added: 0,
      changed: 1,
      ended: 0,
      unchanged: 0,
    });
    expect(await ratesOf(plan.id)).toEqual([
      { prefix: '31', price: '0.01', from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' },
      { prefix: '31', price: '0.016', from: '2027-01-01T00:00:00.000Z', to: null },
      { prefix: '32', price: '0.02', from: '2026-01-01T00:00:00.000Z', to: null },
    ]);
  });

  it('keeps a rate that has priced calls when another takes its very moment', async () => {
    const plan = await makePlan();
    const text = 'prefix,name,pricePerMinute,validFrom\n31,NL,0.01,2026-01-01T00:00:00Z\n';
    await importCsv(plan.id, text);
    expect(await importCsv(plan.id, text.replace('0.01', '0.03'))).toMatchObject({
      added: 0,
      changed: 1,
      ended: 0,
    });
    const [empty, replacing] = (await ratesOf(plan.id)).sort((a, b) => a.price.localeCompare(b.price));
    expect(empty).toMatchObject({ price: '0.01', to: '2026-01-01T00:00:00.000Z' });
    expect(replacing).toMatchObject({ price: '0.03', to: null });
  });

  it('refuses a line that runs into a rate that begins later, with nothing imported', async () => {
    const plan = await makePlan();
    await importCsv(plan.id, 'prefix,name,pricePerMinute,validFrom\n31,NL,0.01,2027-01-01T00:00:00Z\n');
    const error = await fault(importCsv(plan.id, 'prefix,name,pricePerMinute\n32,BE,0.02\n31,NL,0.02\n'));
    expect(error.code).toBe('conflict');
    expect(error.fields).toEqual([
      {
        code: 'conflict',
        pointer: '/lines/3/validTo',
        detail:
          'line 3: validTo must not lie after 2027-01-01T00:00:00Z, when a rate of the same prefix begins',
      },
    ]);
    expect(await ratesOf(plan.id)).toHaveLength(1);
    const until = 'prefix,name,pricePerMinute,validTo\n31,NL,0.02,2027-01-01T00:00:00Z\n';
    expect(await importCsv(plan.id, until)).toMatchObject({ added: 1, ended: 0 });
  });

  it('ends what the file does not name, where it is the whole deck', async () => {
    const plan = await makePlan();
    const head = 'prefix,name,pricePerMinute,validFrom,direction\n';
    await importCsv(
      plan.id,
      `${head}31,NL,0.01,2026-01-01T00:00:00Z,\n32,BE,0.02,2026-01-01T00:00:00Z,\n32,BE,0.02,2026-01-01T00:00:00Z,inbound\n33,FR,0.03,2027-06-01T00:00:00Z,\n`,
    );
    const whole = `${head}31,NL,0.01,2027-01-01T00:00:00Z,\n32,BE,0.02,2027-01-01T00:00:00Z,\n`;
    const endMissingAt = '2027-01-01T00:00:00Z';
    const send = (at: string) =>
      domain.run(reseller.caller, 'importRates', { tariffplanId: plan.id, endMissingAt: at }, {}, csv(whole));
    const past = await fault(send('2026-11-25T11:59:59Z'));
    expect(past.fields).toEqual([
      { code: 'invalid', parameter: 'endMissingAt', detail: 'must not lie in the past' },
    ]);
    expect(await send(endMissingAt)).toMatchObject({ added: 0, changed: 0, ended: 2, unchanged: 2 });
    expect(await ratesOf(plan.id)).toEqual([
      { prefix: '31', price: '0.01', from: '2026-01-01T00:00:00.000Z', to: null },
      { prefix: '32', price: '0.02', from: '2026-01-01T00:00:00.000Z', to: null },
      { prefix: '32', price: '0.02', from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' },
    ]);
    expect(await send(endMissingAt)).toMatchObject({ added: 0, changed: 0, ended: 0, unchanged: 2 });
  });

  it('names every faulty line and imports none', async () => {
    const plan = await makePlan();
    const error = await fault(
      importCsv(
        plan.id,
        'prefix,name,pricePerMinute,incrementSeconds,validTo\n' +
          '31,NL,0.01,1,\n' +
          '0031,NL,0.01,1,\n' +
          '32,,-1,0,\n' +
          '33,FR,1e-2,1.5,2020-01-01T00:00:00Z\n' +
          '34,ES,0.01\n' +
          '35,PT,0.01,1,2020-01-01T00:00:00Z\n',
      ),
    );
    expect(error.code).toBe('validation');
    expect(error.message).toBe('5 lines are not right; nothing was imported.');
    expect(error.fields.map((field) => field.pointer)).toEqual([
      '/lines/3/prefix',
      '/lines/4/name',
      '/lines/4/pricePerMinute',
      '/lines/4/incrementSeconds',
      '/lines/5/pricePerMinute',
      '/lines/5/incrementSeconds',
      '/lines/6/cells',
      '/lines/7/validTo',
    ]);
    expect(error.fields[1]?.detail).toBe('line 4: name is missing');
    expect(await ratesOf(plan.id)).toEqual([]);
    expect(await ratesVersion(plan.id)).toBe(1);
  });

  it('shows fifty faults and counts all lines', async () => {
    const plan = await makePlan();
    const lines = Array.from({ length: 120 }, (_, i) => `${1000 + i},x,abc`);
    const error = await fault(importCsv(plan.id, `prefix,name,pricePerMinute\n${lines.join('\n')}\n`));
    expect(error.message).toBe('120 lines are not right; nothing was imported.');
    expect(error.fields).toHaveLength(50);
  });

  it('refuses two lines of one prefix that are valid at once, and takes them one after the other', async () => {
    const plan = await makePlan();
    const header = 'prefix,name,pricePerMinute,validFrom,validTo\n';
    const error = await fault(
      importCsv(plan.id, `${header}31,NL,0.01,2026-12-01T00:00:00Z,\n31,NL,0.02,2027-01-01T00:00:00Z,\n`),
    );
    expect(error.fields).toEqual([
      {
        code: 'invalid',
        pointer: '/lines/3/validFrom',
        detail: 'line 3: validFrom overlaps line 2, of the same prefix and direction',
      },
    ]);
    const result = await importCsv(
      plan.id,
      `${header}31,NL,0.01,2026-12-01T00:00:00Z,2027-01-01T00:00:00Z\n31,NL,0.02,2027-01-01T00:00:00Z,\n`,
    );
    expect(result).toMatchObject({ added: 2 });
  });

  it.each([
    [
      'an unknown column',
      'prefix,name,pricePerMinute,colour\n31,NL,0.01,red\n',
      'The header row is not right; nothing was imported.',
    ],
    ['a missing column', 'prefix,name\n31,NL\n', 'The header row is not right; nothing was imported.'],
    [
      'a column twice',
      'prefix,name,name,pricePerMinute\n',
      'The header row is not right; nothing was imported.',
    ],
    ['an empty file', '', 'The file is empty: a header row is needed.'],
    [
      'a quote inside of a cell, as in JSON',
      '{"prefix":"31"}',
      'Line 1 cannot be read as CSV; nothing was imported.',
    ],
    [
      'an open quote',
      'prefix,name,pricePerMinute\n31,"NL,0.01\n',
      'Line 2 cannot be read as CSV; nothing was imported.',
    ],
  ])('refuses %s', async (_, text, message) => {
    const plan = await makePlan();
    const error = await fault(importCsv(plan.id, text));
    expect(error).toMatchObject({ code: 'validation', message });
  });

  it('refuses bytes that are not UTF-8', async () => {
    const plan = await makePlan();
    const chunks = (async function* () {
      yield Buffer.from('prefix,name,pricePerMinute\n31,Curaçao,0.01\n', 'latin1');
    })();
    const error = await fault(
      domain.run(
        reseller.caller,
        'importRates',
        { tariffplanId: plan.id },
        {},
        { mediaType: 'text/csv', chunks },
      ),
    );
    expect(error).toMatchObject({
      code: 'validation',
      message: 'The file is not UTF-8; nothing was imported.',
    });
  });

  it('is for the owner of the plan and those above: who is charged by it may not', async () => {
    const platformPlan = await makePlan(await platformId(domain));
    await domain.run(domain.platform, 'updateCustomer', {
      customerId: reseller.id,
      tariffplanId: platformPlan.id,
    });
    const text = 'prefix,name,pricePerMinute\n31,NL,0.01\n';
    expect(await fault(importCsv(platformPlan.id, text))).toMatchObject({ code: 'notFound' });
    const stranger = await makeCustomer(domain, undefined);
    const plan = await makePlan();
    expect(await fault(importCsv(plan.id, text, stranger.caller))).toMatchObject({ code: 'notFound' });
    expect(await importCsv(plan.id, text, domain.platform)).toMatchObject({ added: 1 });
  });

  it('takes a deck of 36,205 prefixes within half a minute on a busy machine, and again to find it unchanged', async () => {
    const plan = await makePlan();
    const prefixes = Array.from({ length: 36_205 }, (_, i) => String(10_000 + i * 7));
    const price = (prefix: string) => `0.0${String(Number(prefix) % 89_989).padStart(5, '0')}`;
    const deck = `prefix,name,connectionFee,pricePerMinute,initialSeconds,incrementSeconds\n${prefixes
      .map((prefix) => `${prefix},Destination ${prefix},0.00000,${price(prefix)},30,6`)
      .join('\n')}\n`;
    const chunks = async function* () {
      for (let at = 0; at < deck.length; at += 65_536) yield Buffer.from(deck.slice(at, at + 65_536));
    };
    const send = () =>
      domain.run(
        reseller.caller,
        'importRates',
        { tariffplanId: plan.id },
        {},
        { mediaType: 'text/csv', chunks: chunks() },
      );
    const started = performance.now();
    expect(await send()).toMatchObject({ added: 36_205, ended: 0, unchanged: 0 });
    const firstMs = Math.round(performance.now() - started);
    expect(firstMs).toBeLessThan(30_000);
    domain.clock.advanceSeconds(1);
    expect(await send()).toMatchObject({ added: 0, ended: 0, unchanged: 36_205 });
    console.info(
      `36,205 rates imported in ${firstMs} ms, with the repetition in ${Math.round(performance.now() - started)} ms`,
    );
  });
});
