import { type DnsServer, startDnsServer } from '@strowger/testing/dns-server';
import { createTestDomain, makeCustomer, type TestCustomer, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTxtResolver, type JobData, proveDomain } from '../src/index.ts';

let domain: TestDomain;
let reseller: TestCustomer;
let dns: DnsServer;
let serial = 0;
beforeAll(async () => {
  [domain, dns] = await Promise.all([createTestDomain(), startDnsServer()]);
  reseller = await makeCustomer(domain, undefined);
});
afterAll(async () => {
  await dns.close();
  await domain.close();
});
beforeEach(() => dns.answer(() => []));

const claim = () =>
  domain.run(reseller.caller, 'createDomain', {
    customerId: reseller.id,
    domain: `claim-${++serial}.example.com`,
  });
const verify = (domainId: string) => domain.run(reseller.caller, 'verifyDomain', { domainId });
const read = (domainId: string) => domain.run(reseller.caller, 'getDomain', { domainId });
const lastJob = () =>
  domain.jobs.findLast(({ name }) => name === 'verifyDomain')?.data as JobData<'verifyDomain'>;
const look = (job = lastJob()) =>
  proveDomain({ ...domain.deps, resolveTxt: createTxtResolver([dns.address]) }, job);

describe('the proof of a domain', () => {
  test('is a TXT record of its own, shown while the domain is pending', async () => {
    const [one, other] = [await claim(), await claim()];
    expect(one.proof).toEqual({
      name: `_strowger.${one.domain}`,
      value: expect.stringMatching(/^strowger-proof=[0-9a-f]{32}$/),
    });
    expect(other.proof?.value).not.toBe(one.proof?.value);
    expect(one.verification).toBeNull();
  });

  test('makes the domain active once the record holds the value, beside whatever else', async () => {
    const { id, proof, version } = await claim();
    dns.answer((name, type) => (type === 'TXT' && name === proof?.name ? ['v=spf1 -all', proof.value] : []));
    expect(await verify(id)).toMatchObject({ status: 'pending', verification: { outcome: 'waiting' } });
    await look();
    expect(dns.asked).toContain(`TXT ${proof?.name}`);
    expect(await read(id)).toMatchObject({
      status: 'active',
      proof: null,
      verification: { outcome: 'verified', nextAt: null },
      version: version + 2,
    });
    const { items } = await domain.run(reseller.caller, 'getAuditEntries', { subjectId: id });
    expect(items.map(({ actor, operation }) => [actor.name, operation])).toContainEqual([
      'domain proof',
      'system',
    ]);
  });

  test.each([
    ['no record', () => [], 'has no TXT record'],
    ['the value of another', () => ['strowger-proof=00000000000000000000000000000000'], 'something else'],
    ['a part of the value', (value: string) => [value.slice(0, -1)], 'something else'],
  ])('is not made by %s, and is looked for again', async (_, records, detail) => {
    const { id, proof } = await claim();
    dns.answer((__, type) => (type === 'TXT' ? records(proof?.value ?? '') : []));
    await verify(id);
    const first = lastJob();
    await look(first);
    const { status, verification } = await read(id);
    expect(status).toBe('pending');
    expect(verification).toMatchObject({ outcome: 'waiting', detail: expect.stringContaining(detail) });
    const second = lastJob();
    expect(second).toEqual({ domainId: first.domainId, dueAt: verification?.nextAt, looks: 1 });
    dns.answer((__, type) => (type === 'TXT' ? [proof?.value ?? ''] : []));
    await look(second);
    expect((await read(id)).status).toBe('active');
  });

  test('is given up after six looks, until it is asked for again', async () => {
    const { id, proof } = await claim();
    await verify(id);
    for (let looks = 0; looks < 6; looks++) {
      expect(lastJob().looks).toBe(looks);
      await look();
    }
    expect(await read(id)).toMatchObject({
      status: 'pending',
      verification: { outcome: 'failed', nextAt: null },
    });
    dns.answer((_, type) => (type === 'TXT' ? [proof?.value ?? ''] : []));
    domain.clock.advanceSeconds(1);
    await verify(id);
    await look();
    expect((await read(id)).status).toBe('active');
  });

  test('says where the name servers do not answer', async () => {
    const { id } = await claim();
    await verify(id);
    await proveDomain({ ...domain.deps, resolveTxt: createTxtResolver(['127.0.0.1:9']) }, lastJob());
    expect((await read(id)).verification?.detail).toContain('do not answer');
  });

  test('is stored once, however often a look comes, and not after a newer order or an approval', async () => {
    const { id, proof } = await claim();
    await verify(id);
    const first = lastJob();
    domain.clock.advanceSeconds(1);
    await verify(id);
    const second = lastJob();
    await look(first);
    expect((await read(id)).verification).toMatchObject({ nextAt: second.dueAt });
    await domain.run(domain.platform, 'updateDomain', { domainId: id, status: 'suspended' });
    const { version } = await read(id);
    dns.answer((_, type) => (type === 'TXT' ? [proof?.value ?? ''] : []));
    await look(second);
    expect(await read(id)).toMatchObject({ status: 'suspended', version });
    await expect(verify(id)).rejects.toMatchObject({ code: 'conflict' });
  });
});
