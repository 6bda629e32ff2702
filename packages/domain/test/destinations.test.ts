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
});
