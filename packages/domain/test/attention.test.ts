import { type Attention, encodeId } from '@strowger/contracts';
import { type Caller, newId, settleUsage } from '@strowger/domain';
import { makeCustomer, operatorOf, type TestCustomer } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIngestTree, type IngestTree, nativeCall, ndjson, sendTo } from './fixtures/ingest-tree.ts';

let tree: IngestTree;
beforeAll(async () => {
  tree = await createIngestTree();
});
afterAll(() => tree.domain.close());

const attention = (caller: Caller, input: { customerId?: string; top?: string } = {}) =>
  tree.domain.run(caller, 'getAttention', input);
const groupOf = ({ groups }: Attention, kind: string) => groups.find((group) => group.kind === kind);
const kindsOf = ({ groups }: Attention) => groups.map(({ kind }) => kind);
const ingest = (count: number, fields: Record<string, unknown> = {}) =>
  sendTo(
    tree,
    'switch-1',
    ndjson(
      Array.from({ length: count }, (_, i) =>
        nativeCall({ recordKey: `${newId(new Date())}-${i}`, ...fields }),
      ),
    ),
  );
const keyOf = ({ caller }: TestCustomer, scopes: string[]): Caller => ({
  ...caller,
  actor: { kind: 'apiKey', id: caller.customerId, name: 'key', scopes: new Set(scopes) as never },
});

describe('what needs attention', () => {
  it('is nothing where all is well', async () => {
    expect((await attention(tree.reseller.caller)).groups).toEqual([]);
    expect(await attention(tree.reseller.caller)).toMatchObject({ customerId: tree.reseller.id });
  });

  it('is a balance that is low or used up, of whoever is prepaid, as soon as it is so', async () => {
    const { domain, sub, acme, reseller } = tree;
    const set = (fields: object) =>
      domain.run(sub.caller, 'updateCustomer', { customerId: acme.id, ...fields });
    await set({ billingMode: 'prepaid' });
    const usedUp = {
      customerId: acme.id,
      customerName: 'Acme',
      thingId: null,
      value: '0',
      of: '0',
      currency: 'EUR',
    };
    for (const { caller } of [sub, reseller, acme, tree.platform]) {
      expect(await attention(caller)).toMatchObject({
        groups: [{ kind: 'balanceUsedUp', severity: 'urgent', count: 1, items: [usedUp] }],
      });
    }
    await set({ creditLimit: '0.10' });
    expect((await attention(sub.caller)).groups).toEqual([]);
    await ingest(2);
    await settleUsage(domain.deps);
    expect(groupOf(await attention(sub.caller), 'balanceUsedUp')?.items).toMatchObject([
      { value: '-0.18', of: '-0.1' },
    ]);
    await domain.run(sub.caller, 'createLedgerEntry', { customerId: acme.id, kind: 'payment', amount: '5' });
    expect((await attention(sub.caller)).groups).toEqual([]);
    await set({ lowBalanceThreshold: '50' });
    expect(await attention(sub.caller)).toMatchObject({
      groups: [{ kind: 'balanceLow', severity: 'soon', items: [{ value: '4.82', of: '50' }] }],
    });
    const made = await makeCustomer(domain, sub, { kind: 'end', billingMode: 'prepaid' });
    expect(groupOf(await attention(sub.caller), 'balanceUsedUp')?.items).toMatchObject([
      { customerId: made.id },
    ]);
    await domain.run(sub.caller, 'updateCustomer', { customerId: made.id, status: 'terminated' });
    await set({ lowBalanceThreshold: null });
    expect((await attention(sub.caller)).groups).toEqual([]);
  });

  it('is a limit from 80 percent, or its first warning, until its window ends', async () => {
    const { domain, sub, acme, desk } = tree;
    const limit = (fields: object) =>
      domain.run(sub.caller, 'createLimit', {
        type: 'callAttempts',
        threshold: '10',
        period: 'day',
        ...fields,
      } as never);
    const near = await limit({ customerId: acme.id });
    const warned = await limit({ customerId: acme.id, threshold: '100', warnPercent: [5] });
    const reached = await limit({ userId: desk.id, threshold: '2' });
    await limit({ customerId: acme.id, threshold: '11' });
    const above = await domain.run(domain.platform, 'createLimit', {
      customerId: tree.reseller.id,
      type: 'callAttempts',
      threshold: '1',
    });
    await ingest(6);
    await settleUsage(domain.deps);
    const told = await attention(sub.caller);
    expect(kindsOf(told)).toEqual(['limitReached', 'limitNear']);
    expect(groupOf(told, 'limitReached')).toMatchObject({
      count: 1,
      items: [
        {
          thingId: reached.id,
          name: 'desk-101',
          limitType: 'callAttempts',
          value: '8',
          of: '2',
          currency: null,
        },
      ],
    });
    expect(
      groupOf(told, 'limitNear')
        ?.items.map(({ thingId }) => thingId)
        .sort(),
    ).toEqual([near.id, warned.id].sort());
    // Nobody is told of a limit above, whatever it has come to.
    expect(JSON.stringify(await attention(acme.caller))).not.toContain(above.id);
    expect(JSON.stringify(await attention(tree.reseller.caller))).toContain(above.id);
    await domain.run(sub.caller, 'updateLimit', { limitId: near.id, threshold: '1000' });
    await settleUsage(domain.deps);
    expect(groupOf(await attention(sub.caller), 'limitNear')?.items).toMatchObject([{ thingId: warned.id }]);
    domain.clock.advanceSeconds(86_400);
    expect(kindsOf(await attention(sub.caller))).toEqual([]);
    domain.clock.advanceSeconds(-86_400);
  });

  it('is what a rolling window still holds, and no longer once it has gone on', async () => {
    const { domain, acme } = tree;
    const { clock } = domain;
    const limit = await domain.run(domain.platform, 'createLimit', {
      customerId: acme.id,
      type: 'callAttempts',
      threshold: '6',
      period: 'hour',
      window: 'rolling',
    });
    await ingest(5, {
      startedAt: new Date(clock.now().getTime() - 60_000).toISOString(),
      ringingAt: null,
      answeredAt: null,
      endedAt: clock.now().toISOString(),
      disposition: 'noAnswer',
    });
    await settleUsage(domain.deps);
    const isTold = async () => JSON.stringify(await attention(acme.caller)).includes(limit.id);
    expect(await isTold()).toBe(true);
    clock.advanceSeconds(3_700);
    await settleUsage(domain.deps);
    expect(await isTold()).toBe(false);
    clock.advanceSeconds(-3_700);
    await domain.deps.db.rows('delete from "limit"');
  });

  it('is a consumer that fails or was disabled, but not by hand', async () => {
    const { domain, sub, acme } = tree;
    const { rows } = domain.deps.db;
    const inbox = async (owner: TestCustomer) =>
      (await domain.run(owner.caller, 'createInbox', { customerId: owner.id })).id;
    const [failing, disabled, byHand] = [await inbox(acme), await inbox(sub), await inbox(acme)];
    await domain.run(acme.caller, 'updateConsumer', { consumerId: byHand, status: 'disabled' });
    await rows(`update consumer set failing_since = $1 where customer_id = $2 and status = 'verified'`, [
      domain.clock.now(),
      acme.uuid,
    ]);
    await rows(
      `update consumer set status = 'disabled', disabled_reason = 'It answered 410.' where customer_id = $1`,
      [sub.uuid],
    );
    const told = await attention(sub.caller);
    expect(groupOf(told, 'consumerFailing')?.items).toMatchObject([
      { thingId: failing, customerId: acme.id },
    ]);
    expect(groupOf(told, 'consumerDisabled')?.items).toMatchObject([
      { thingId: disabled, detail: 'It answered 410.' },
    ]);
    expect(kindsOf(await attention(acme.caller))).toEqual(['consumerFailing']);
    expect(kindsOf(await attention(sub.caller, { customerId: acme.id }))).toEqual(['consumerFailing']);
  });

  it('is an order of records that failed within a month, or is held', async () => {
    const { domain, sub, acme } = tree;
    const order = async (status: string, updatedAt: Date) => {
      const id = newId(updatedAt);
      await domain.deps.db.rows(
        `insert into call_record_request (id, customer_id, path, scope_customer_id, consumer_id, "from", "to", fields, status, batch_size,
           encoder_version, wake_at, requested_by, query_hash, last_error, created_at, updated_at)
         select $1::uuid, c.customer_id, c.path, $2::uuid, c.id, $3, $3, '{}', $4::call_record_request_status, 1, 1, $3, 'x', 'x',
           'It answered 500.', $3, $3 from consumer c where c.customer_id = $5 limit 1`,
        [id, acme.uuid, updatedAt, status, sub.uuid],
      );
      return encodeId('callRecordRequest', id);
    };
    const now = domain.clock.now();
    const failed = await order('failed', now);
    const held = await order('held', new Date(now.getTime() - 90 * 86_400_000));
    await order('failed', new Date(now.getTime() - 31 * 86_400_000));
    await order('completed', now);
    const told = await attention(sub.caller);
    expect(groupOf(told, 'requestFailed')).toMatchObject({
      count: 1,
      items: [{ thingId: failed, customerId: acme.id, detail: 'It answered 500.' }],
    });
    expect(groupOf(told, 'requestHeld')).toMatchObject({ count: 1, items: [{ thingId: held }] });
  });

  it('is what waits in quarantine, source by source, and calls without a price', async () => {
    const { domain, sub, acme, platform, source, freeswitch } = tree;
    const own = await domain.run(sub.caller, 'createCallRecordSource', {
      customerId: sub.id,
      name: 'own',
      format: 'ndjson',
    });
    for (const text of ['no json', 'nor this']) await sendTo(tree, 'switch-1', text);
    await sendTo(tree, freeswitch.id, '<xml/>', 'text/xml').catch(() => {});
    const broken = {
      mediaType: 'application/x-ndjson',
      chunks: (async function* () {
        yield Buffer.from('broken\n');
      })(),
    };
    await domain.run(sub.caller, 'ingestCallRecords', { source: own.id }, {}, broken);
    expect(groupOf(await attention(sub.caller), 'quarantine')?.items).toMatchObject([
      { thingId: own.id, name: 'own', value: '1' },
    ]);
    const all = groupOf(await attention(platform.caller), 'quarantine');
    expect(all?.items).toContainEqual(expect.objectContaining({ thingId: source.id, value: '2' }));
    expect(all?.count).toBeGreaterThanOrEqual(2);

    await ingest(3, { to: '+442071234567' });
    expect(groupOf(await attention(sub.caller, { customerId: acme.id }), 'unrated')?.items).toMatchObject([
      { customerId: acme.id, value: '3' },
    ]);
  });

  it('is a domain that waits for its proof, and a key that ends within 14 days', async () => {
    const { domain, sub, acme } = tree;
    await domain.run(sub.caller, 'createDomain', { customerId: sub.id, domain: 'sip.waits.example' });
    const inDays = (days: number) => new Date(domain.clock.now().getTime() + days * 86_400_000).toISOString();
    const key = (name: string, expiresAt: string | null) =>
      domain.run(acme.caller, 'createApiKey', {
        customerId: acme.id,
        name,
        scopes: ['users:read'],
        expiresAt,
      });
    await key('ends', inDays(13));
    await key('later', inDays(15));
    await key('never', null);
    const told = await attention(sub.caller);
    expect(groupOf(told, 'domainPending')?.items).toMatchObject([
      { name: 'sip.waits.example', customerId: sub.id },
    ]);
    expect(groupOf(told, 'apiKeyExpiring')?.items).toMatchObject([{ name: 'ends', since: inDays(13) }]);
  });
});

describe('who is told', () => {
  it('is told of each kind only where the right to its resource is held', async () => {
    const { sub } = tree;
    const all = kindsOf(await attention(sub.caller));
    expect(all).toEqual([
      'consumerDisabled',
      'consumerFailing',
      'requestFailed',
      'requestHeld',
      'quarantine',
      'unrated',
      'domainPending',
      'apiKeyExpiring',
    ]);
    const viewer = operatorOf(sub.caller.customerId, sub.caller.path, 'viewer');
    expect(kindsOf(await attention(viewer))).toEqual(all.filter((kind) => kind !== 'apiKeyExpiring'));
    expect(kindsOf(await attention(keyOf(sub, ['customers:read'])))).toEqual([]);
    expect(kindsOf(await attention(keyOf(sub, ['customers:read', 'consumers:read', 'usage:read'])))).toEqual([
      'consumerDisabled',
      'consumerFailing',
      'unrated',
    ]);
    await expect(attention(keyOf(sub, ['consumers:read']))).rejects.toMatchObject({ code: 'missingScope' });
  });

  it('is shown so many of a kind as were asked for, with how many there are', async () => {
    const { domain, reseller } = tree;
    const parent = await makeCustomer(domain, reseller);
    for (let i = 0; i < 8; i++) await makeCustomer(domain, parent, { kind: 'end', billingMode: 'prepaid' });
    const group = async (top?: string) =>
      groupOf(await attention(parent.caller, { ...(top && { top }) }), 'balanceUsedUp');
    expect(await group()).toMatchObject({ count: 8, items: { length: 5 } });
    expect(await group('100')).toMatchObject({ count: 8, items: { length: 8 } });
    await expect(attention(tree.acme.caller, { customerId: parent.id })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
