import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  chargesOf,
  createIngestTree,
  everythingStored,
  freeswitchBody,
  type IngestTree,
  sendTo,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
beforeEach(async () => {
  tree = await createIngestTree();
});
afterEach(() => tree.domain.close());

const A_LEG = '6f1c2a52-5a0e-4d0b-9c5e-8b1f0f6c2a01';
const B_LEG = '0e9b7c1d-3f47-4b7a-8f0a-2d5c9e7b1a02';

const json = async (name: string) => sendTo(tree, 'fs-1', await freeswitchBody(name), 'application/json');
const records = () =>
  tree.domain.deps.db.rows<{
    record_key: string;
    other_leg_id: string | null;
    customer_id: string;
    direction: string;
  }>(
    'select record_key, other_leg_id, customer_id, direction from call_record order by started_at, record_key',
  );
const waiting = () =>
  tree.domain.deps.db.rows(
    'select reason, waits_for_leg, resolved_at is not null as resolved from quarantined_record',
  );

const accepted = { accepted: 1, duplicate: 0, quarantined: 0, batches: 1 };

describe('mod_json_cdr', () => {
  it('brings both legs of a call: the a-leg is the outbound call, the b-leg is joined and free', async () => {
    expect(await json('answered-a-leg')).toEqual(accepted);
    expect(await json('answered-b-leg')).toEqual(accepted);
    expect(await records()).toEqual([
      { record_key: A_LEG, other_leg_id: B_LEG, customer_id: tree.acme.uuid, direction: 'outbound' },
      { record_key: B_LEG, other_leg_id: A_LEG, customer_id: tree.acme.uuid, direction: 'outbound' },
    ]);
    // Talk of 90.250 s, the microseconds cut off: d = 91.
    expect((await chargesOf(tree, A_LEG)).map(({ status, cost }) => [status, cost])).toEqual([
      ['rated', '0.0900'],
      ['rated', '0.0200'],
      ['rated', '0.012285'],
      ['rated', null],
    ]);
    expect((await chargesOf(tree, B_LEG)).map(({ status, cost }) => [status, cost])).toEqual([
      ['zero', '0.0000'],
      ['zero', '0.0000'],
      ['zero', '0.000000'],
      ['zero', null],
    ]);
  });

  it('changes nothing when every body is sent twice', async () => {
    const bodies = ['answered-a-leg', 'answered-b-leg', 'busy-a-leg', 'unanswered-a-leg', 'cancelled-a-leg'];
    for (const body of bodies) expect(await json(body)).toEqual(accepted);
    const before = await everythingStored(tree);
    for (const body of bodies) {
      expect(await json(body)).toEqual({ accepted: 0, duplicate: 1, quarantined: 0, batches: 1 });
    }
    expect(await everythingStored(tree)).toEqual(before);
  });

  it('keeps a b-leg that comes before its a-leg until that is there', async () => {
    expect(await json('answered-b-leg')).toEqual({ accepted: 0, duplicate: 0, quarantined: 1, batches: 1 });
    expect(await waiting()).toEqual([{ reason: 'unattributed', waits_for_leg: A_LEG, resolved: false }]);
    expect(await json('answered-b-leg')).toEqual({ accepted: 0, duplicate: 1, quarantined: 0, batches: 1 });
    expect(await json('answered-a-leg')).toEqual({ ...accepted, batches: 2 });
    expect(await waiting()).toEqual([{ reason: 'unattributed', waits_for_leg: A_LEG, resolved: true }]);
    expect((await records()).map((row) => row.record_key)).toEqual([A_LEG, B_LEG]);
    expect(await json('answered-b-leg')).toEqual({ accepted: 0, duplicate: 1, quarantined: 0, batches: 1 });
  });

  it('joins both legs whoever comes first, also when they come at the same moment', async () => {
    for (let round = 0; round < 20; round++) {
      const [a, b] = [`${A_LEG}-${round}`, `${B_LEG}-${round}`];
      const rename = (text: string) => text.replaceAll(A_LEG, a).replaceAll(B_LEG, b);
      const send = async (name: string) =>
        sendTo(tree, 'fs-1', rename(await freeswitchBody(name)), 'application/json');
      await Promise.all([send('answered-b-leg'), send('answered-a-leg')]);
    }
    expect(await records()).toHaveLength(40);
    expect((await waiting()).filter((row) => !(row as { resolved: boolean }).resolved)).toEqual([]);
  });

  it('takes an array, its b-leg first, in any chunks', async () => {
    const bodies = await Promise.all(
      ['answered-b-leg', 'answered-a-leg', 'busy-a-leg'].map((name) => freeswitchBody(name)),
    );
    const text = `[ ${bodies.join(' ,\n')} ]\n`;
    expect(await sendTo(tree, 'fs-1', text, 'application/json')).toEqual({
      accepted: 3,
      duplicate: 0,
      quarantined: 0,
      batches: 1,
    });
  });

  it('takes a form, with the uuid that mod_json_cdr appends to the URL', async () => {
    const body = `cdr=${encodeURIComponent(await freeswitchBody('answered-a-leg'))}`;
    const mediaType = 'application/x-www-form-urlencoded';
    expect(await sendTo(tree, `fs-1?uuid=${A_LEG}`, body, mediaType)).toEqual(accepted);
    // The same leg as JSON is the same record.
    expect(await json('answered-a-leg')).toMatchObject({ duplicate: 1 });
    const mixed = new URLSearchParams({ uuid: 'x', cdr: await freeswitchBody('busy-a-leg') }).toString();
    expect(await sendTo(tree, 'fs-1', mixed, mediaType)).toEqual(accepted);
    expect(await sendTo(tree, 'fs-1', 'cdr=%E0%A4%A', mediaType)).toMatchObject({ quarantined: 1 });
  });

  it('bills a forward to whom the call came in for, at the rates of an outbound call', async () => {
    expect(await json('forwarded-b-leg')).toMatchObject({ quarantined: 1 });
    expect(await json('inbound-a-leg')).toEqual({ ...accepted, batches: 2 });
    const [inbound, forwarded] = await records();
    expect(inbound).toMatchObject({ direction: 'inbound', customer_id: tree.acme.uuid });
    expect(forwarded).toMatchObject({ direction: 'forwarded', customer_id: tree.acme.uuid });
    // Inbound, 60 s at 0.006. Forwarded, 60.012 s: d = 61, 120 s at 0.02, and the fee of 0.05.
    expect((await chargesOf(tree, inbound?.record_key ?? ''))[0]).toMatchObject({ cost: '0.0060' });
    expect((await chargesOf(tree, forwarded?.record_key ?? ''))[0]).toMatchObject({ cost: '0.0900' });
  });

  it('never bills a forward to the caller: without the forwarder it is unattributed', async () => {
    const forwarded = (await freeswitchBody('forwarded-b-leg')).replaceAll(
      '6f1c2a52-5a0e-4d0b-9c5e-8b1f0f6c2a41',
      A_LEG,
    );
    await json('answered-a-leg');
    expect(await sendTo(tree, 'fs-1', forwarded, 'application/json')).toMatchObject({ quarantined: 1 });
    const [row] = await tree.domain.deps.db.rows('select reason, detail from quarantined_record');
    expect(row).toEqual({
      reason: 'unattributed',
      detail: 'neither authUser nor accountCode is given: who forwarded it is not known',
    });
  });

  it('keeps what is no body of it', async () => {
    const text = '[{"variables": 7}, 42, {"variables": {"uuid": "x"}}, {"variables": {';
    expect(await sendTo(tree, 'fs-1', text, 'application/json')).toMatchObject({ quarantined: 4 });
    const rows = await tree.domain.deps.db.rows<{ raw: string; detail: string }>(
      'select raw, reason, detail from quarantined_record order by raw collate "C"',
    );
    expect(rows).toEqual([
      {
        raw: '42',
        reason: 'invalid',
        detail: 'variables are missing: this is no body of mod_json_cdr',
      },
      {
        raw: '{"variables": 7}',
        reason: 'invalid',
        detail: 'variables are missing: this is no body of mod_json_cdr',
      },
      { raw: '{"variables": {', reason: 'unreadable', detail: 'is not JSON' },
      {
        raw: '{"variables": {"uuid": "x"}}',
        reason: 'invalid',
        detail: 'start_uepoch or start_epoch must be a time',
      },
    ]);
  });
});
