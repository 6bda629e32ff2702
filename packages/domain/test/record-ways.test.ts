import type { Caller } from '@strowger/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordFormats } from '../src/delivery/record-format.ts';
import { drainEngineCalls, reconcileEngineLog } from '../src/index.ts';
import { engineCall, leg, logLine, writeCalls } from './fixtures/engine-calls.ts';
import {
  createIngestTree,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
  uuidOf,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
let trunk: string;
let pattern: string;
/** A destination of a customer that has nothing to do with the others. */
let strange: string;
beforeAll(async () => {
  tree = await createIngestTree();
  const { platform } = tree.domain;
  const destination = { name: 'Trunk', host: '198.41.0.4' };
  trunk = (await run(platform, 'createDestination', { ...destination, customerId: tree.reseller.id })).id;
  const out = { direction: 'outbound', dialPattern: '+.', destinationId: trunk } as const;
  pattern = (await run(platform, 'createExtension', { ...out, customerId: tree.sub.id })).id;
  const stranger = { parentId: tree.platform.id, name: 'Stranger', kind: 'reseller' } as const;
  const { id: customerId } = await run(platform, 'createCustomer', stranger);
  strange = (await run(platform, 'createDestination', { ...destination, host: '198.41.0.5', customerId })).id;
});
afterAll(() => tree.domain.close());

const run: IngestTree['domain']['run'] = (...args) => tree.domain.run(...args);
const readers = (): [string, Caller][] => [
  ['platform', tree.domain.platform],
  ['reseller', tree.reseller.caller],
  ['sub', tree.sub.caller],
  ['acme', tree.acme.caller],
];

/** What each level is told of the way of a call: in a search, and of the record by itself. */
async function waysOf(q: string) {
  const ways = [];
  for (const [who, caller] of readers()) {
    const [found] = (await run(caller, 'getCallRecordSearch', { q })).items;
    if (!found) continue;
    expect(await run(caller, 'getCallRecord', { callRecordId: found.id })).toEqual(found);
    ways.push([who, found.extensionId, found.destinationId]);
  }
  return ways;
}
const known = () => [
  ['platform', pattern, trunk],
  ['reseller', pattern, trunk],
  ['sub', pattern, null],
  ['acme', null, null],
];
const outbound = () => {
  const extension = uuidOf('extension', pattern);
  const by = { user: uuidOf('user', tree.desk.id), customer: tree.acme.uuid };
  const legs = `${leg({ type: 'outbound', ...by, number: '+31201234567' })}|${extension}`;
  return engineCall({ legs, dest_id: uuidOf('destination', trunk) });
};

describe('the extension and the destination of a call', () => {
  it('are told to those in whose scope they lie, whether the table or the log tells of the call', async () => {
    const [drained, lost] = [outbound(), outbound()];
    await writeCalls(tree.domain, [drained]);
    expect(await drainEngineCalls(tree.domain.deps)).toBe(1);
    const log = async function* () {
      yield logLine(lost);
    };
    expect(await reconcileEngineLog(tree.domain.deps, log())).toMatchObject({ accepted: 1 });
    for (const { call_id: id } of [drained, lost])
      expect(await waysOf(decodeURIComponent(String(id)))).toEqual(known());
  });

  it('are carried by native records, and by their CSV', async () => {
    const call = (recordKey: string, fields = {}) =>
      nativeCall({
        recordKey,
        accountCode: tree.desk.id,
        extensionId: pattern,
        destinationId: trunk,
        ...fields,
      });
    const csv = await run(tree.domain.platform, 'createCallRecordSource', {
      customerId: tree.platform.id,
      name: 'csv-ways',
      format: 'csv',
    });
    await sendTo(tree, tree.source.id, ndjson([call('way-json')]));
    const one = call('way-csv');
    const text = `${Object.keys(one).join(',')}\n${Object.values(one).join(',')}\n`;
    expect(await sendTo(tree, csv.id, text, 'text/csv')).toMatchObject({ accepted: 1 });
    for (const key of ['way-json', 'way-csv']) expect(await waysOf(key)).toEqual(known());
    expect(
      await sendTo(tree, tree.source.id, ndjson([call('way-wrong', { destinationId: pattern })])),
    ).toMatchObject({ quarantined: 1 });
  });

  it('that nobody in the scope of the source owns are told to its customer only, be they of others or of nobody', async () => {
    const own = await run(tree.domain.platform, 'createCallRecordSource', {
      customerId: tree.reseller.id,
      name: 'own',
      format: 'ndjson',
    });
    const nobodys = strange.replace(/.{4}$/, '0000');
    for (const [key, destinationId] of [
      ['of-others', strange],
      ['of-nobody', nobodys],
    ] as const) {
      const call = nativeCall({ recordKey: key, accountCode: tree.desk.id, destinationId });
      await sendTo(tree, own.id, ndjson([call]));
      expect(await waysOf(key)).toEqual([
        ['reseller', null, destinationId],
        ['sub', null, null],
        ['acme', null, null],
      ]);
    }
  });

  it('stay in the record when they are gone', async () => {
    const call = outbound();
    await writeCalls(tree.domain, [call]);
    await drainEngineCalls(tree.domain.deps);
    await run(tree.domain.platform, 'deleteExtension', { extensionId: pattern });
    await run(tree.domain.platform, 'deleteDestination', { destinationId: trunk });
    expect(await waysOf(decodeURIComponent(String(call.call_id)))).toEqual(known());
    // Gone before the call was taken in: who owned them is not known any more.
    const late = outbound();
    await writeCalls(tree.domain, [late]);
    await drainEngineCalls(tree.domain.deps);
    expect((await waysOf(decodeURIComponent(String(late.call_id)))).slice(0, 2)).toEqual([
      ['platform', pattern, trunk],
      ['reseller', null, null],
    ]);
  });
});

it('files of records name both', () => {
  expect(recordFormats.csv.head([])).toContain(',userId,extensionId,destinationId,direction,');
});
