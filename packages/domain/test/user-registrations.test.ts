import {
  createTestDomain,
  makeCustomer,
  makeDomain,
  makeUser,
  type TestDomain,
} from '@strowger/testing/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

it('the registrations of a user are those that the engine keeps and that have not run out', async () => {
  const reseller = await makeCustomer(domain, undefined);
  const { domain: realm } = await makeDomain(domain, reseller);
  const [phone, other] = [await makeUser(domain, reseller), await makeUser(domain, reseller)];
  const now = domain.clock.now().getTime();
  const utc = (seconds: number) => new Date(now + seconds * 1000).toISOString().replace('Z', '');
  await domain.deps.db.hold(async (client) => {
    await client.query('set role kam');
    const register = (ruid: string, username: string, host: string, contact: string, expires: number) =>
      client.query(
        `insert into location (ruid, username, domain, contact, received, user_agent, expires, last_modified, socket)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          ruid,
          username,
          host,
          contact,
          ruid === '2' ? 'sip:198.51.100.7:5062' : null,
          'Phone/1',
          utc(expires),
          utc(-60),
          ruid === '2' ? 'tls:198.51.100.5:5061' : null,
        ],
      );
    try {
      await client.query('set search_path = kam');
      await register('1', phone.username, realm, 'sip:a@192.0.2.1:5060', 600);
      await register('2', phone.username, realm, 'sip:a@10.0.0.7:5060', 300);
      await register('3', phone.username, realm, 'sip:gone@192.0.2.1', -1);
      await register('4', phone.username, 'elsewhere.example.com', 'sip:a@192.0.2.2', 600);
      await register('5', other.username, realm, 'sip:b@192.0.2.3', 600);
    } finally {
      await client.query('reset search_path');
      await client.query('reset role');
    }
  });
  const told = await domain.run(reseller.caller, 'getUserRegistrations', { userId: phone.id });
  const common = { userAgent: 'Phone/1', registeredAt: `${utc(-60)}Z` };
  expect(told).toEqual({
    userId: phone.id,
    registrations: [
      {
        ...common,
        contact: 'sip:a@192.0.2.1:5060',
        receivedFrom: null,
        transport: null,
        expiresAt: `${utc(600)}Z`,
      },
      {
        ...common,
        contact: 'sip:a@10.0.0.7:5060',
        receivedFrom: 'sip:198.51.100.7:5062',
        transport: 'tls',
        expiresAt: `${utc(300)}Z`,
      },
    ],
  });
});
