import { decodeId } from '@strowger/contracts';
import { createTestDomain, makeTree, platformId, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { code, fault, treeWithUsers } from './provisioning.ts';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

describe('destinations', () => {
  it('take their defaults, and keep the password as a digest only', async () => {
    const { reseller } = await makeTree(domain);
    const made = await domain.run(reseller.caller, 'createDestination', {
      customerId: reseller.id,
      name: 'Carrier',
      host: 'sip.carrier.example',
      transport: 'tls',
      auth: { username: 'trunk', realm: 'carrier.example', password: 'a-very-secret-word' },
      register: true,
    });
    expect(made).toMatchObject({
      port: 5061,
      priority: 0,
      weight: 100,
      enabled: true,
      auth: { username: 'trunk', realm: 'carrier.example' },
    });
    const rows = await domain.deps.db.rows<{ text: string }>(
      'select destination::text as text from destination union all select audit_entry::text from audit_entry',
    );
    expect(rows.map((row) => row.text).join()).not.toContain('a-very-secret-word');
    const off = domain.run(reseller.caller, 'updateDestination', { destinationId: made.id, auth: null });
    await expect(off).rejects.toEqual(fault('/auth'));
  });

  it.each(['127.0.0.1', '10.0.0.5', '169.254.169.254', '::1', 'fd00::1', 'pbx.internal', 'sip.local'])(
    'of a customer may not stand at %s; the platform’s may',
    async (host) => {
      const { reseller } = await makeTree(domain);
      const make = (customerId: string) =>
        domain.run(domain.platform, 'createDestination', { customerId, name: 'x', host });
      await expect(make(reseller.id)).rejects.toEqual(fault('/host'));
      await make(await platformId(domain));
    },
  );

  it('that are in use are not deleted, and say by what; a second deletion finds nothing', async () => {
    const { end, reseller } = await treeWithUsers(domain);
    const trunk = await domain.run(domain.platform, 'createDestination', {
      customerId: reseller.id,
      name: 'x',
      host: 'sip.carrier.example',
    });
    const out = await domain.run(domain.platform, 'createExtension', {
      customerId: end.id,
      direction: 'outbound',
      dialPattern: '00.',
      destinationId: trunk.id,
    });
    const forward = await domain.run(domain.platform, 'createForward', {
      customerId: end.id,
      condition: 'busy',
      target: trunk.id,
    });
    await expect(
      domain.run(reseller.caller, 'deleteDestination', { destinationId: trunk.id }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(new RegExp(`${out.id}.*${forward.id}`)),
    });
    await domain.run(reseller.caller, 'deleteExtension', { extensionId: out.id });
    await domain.run(reseller.caller, 'deleteForward', { forwardId: forward.id });
    await domain.run(reseller.caller, 'deleteDestination', { destinationId: trunk.id });
    await expect(
      domain.run(reseller.caller, 'deleteDestination', { destinationId: trunk.id }),
    ).rejects.toEqual(code('notFound'));
    const [entry] = await domain.deps.db.rows<{ before: { name: string }; after: unknown }>(
      `select before, after from audit_entry where operation = 'deleteDestination' order by id desc limit 1`,
    );
    expect(entry).toMatchObject({ before: { name: 'x' }, after: null });
  });

  it('are up or down as the engine was answered, and not known where nobody asks or asked lately', async () => {
    const { reseller } = await makeTree(domain);
    const { rows } = domain.deps.db;
    const make = (fields: object) =>
      domain.run(reseller.caller, 'createDestination', {
        customerId: reseller.id,
        name: 'Gateway',
        host: '2001:4860:4860::8888',
        transport: 'tcp',
        ...fields,
      });
    const [probed, unasked] = [await make({ probe: true }), await make({})];
    const uuid = decodeId('destination', probed.id) as string;
    const stateOf = async ({ id }: { id: string }) => {
      await rows('update destination_state set checked_at = $1 where checked_at is not null', [
        domain.clock.now(),
      ]);
      return (await domain.run(reseller.caller, 'getDestination', { destinationId: id })).state;
    };
    const due = () =>
      rows<{ ruri: string }>('select ruri from kam.probe_due(30) where destination_id = $1', [uuid]);
    const answer = (sipCode: number) => rows('select kam.probe_result($1, $2)', [uuid, sipCode]);
    expect(await due()).toEqual([{ ruri: 'sip:[2001:4860:4860::8888]:5060;transport=tcp' }]);
    expect(await due()).toEqual([]);
    expect(await stateOf(probed)).toBe('unknown');
    for (const [sipCode, state] of [
      [404, 'up'],
      [408, 'up'],
      [503, 'down'],
      [200, 'up'],
    ] as const) {
      await answer(sipCode);
      expect(await stateOf(probed)).toBe(state);
    }
    expect(await stateOf(unasked)).toBe('unknown');
    const { items } = await domain.run(reseller.caller, 'getCustomerDestinations', {
      customerId: reseller.id,
    });
    expect(items.map(({ state }) => state)).toEqual(['up', 'unknown']);
    domain.clock.advanceSeconds(200);
    const old = await domain.run(reseller.caller, 'getDestination', { destinationId: probed.id });
    expect(old).toMatchObject({ state: 'unknown', stateSince: null });
    domain.clock.advanceSeconds(-200);
    await domain.run(reseller.caller, 'updateDestination', { destinationId: probed.id, probe: false });
    await due();
    expect(await rows('select from destination_state where destination_id = $1', [uuid])).toEqual([]);
  });
});
