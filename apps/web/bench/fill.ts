import { decodeId, keyScopes, uuidToBase32 } from '@strowger/contracts';
import {
  createTestDomain,
  makeCustomer,
  makeDomain,
  type TestCustomer,
  type TestDomain,
} from '@strowger/testing/domain';

export type Filled = {
  domain: TestDomain;
  /** A reseller with 200 customers below it, and one with 200,000. */
  small: TestCustomer & { key: string };
  large: TestCustomer & { key: string };
  /** A domain of the small one, in its wire form and as a uuid. */
  sip: { id: string };
  sipUuid: string;
};

const LARGE = Number(process.env.BENCH_CUSTOMERS ?? 200_000);
const SMALL = 200;

/** A database with two resellers of very different size. */
export async function fill(): Promise<Filled> {
  const domain = await createTestDomain();
  const small = await reseller(domain, SMALL);
  const large = await reseller(domain, LARGE);
  const sip = await makeDomain(domain, small);
  await domain.deps.db.rows('vacuum analyze customer');
  return { domain, small, large, sip, sipUuid: decodeId('domain', sip.id) as string };
}

async function reseller(domain: TestDomain, below: number): Promise<TestCustomer & { key: string }> {
  const made = await makeCustomer(domain, undefined);
  await domain.deps.db.rows(
    `insert into customer (id, parent_id, path, depth, name, kind, currency, time_zone, country, locale, billing_mode, created_at, updated_at)
     select ids[i], $1::uuid, $2 || paths[i], 3, 'Customer ' || i, 'end', 'EUR', 'Europe/Amsterdam', 'NL', 'en', 'postpaid', now(), now()
     from generate_series(1, $3::int) i, (select $4::uuid[] as ids, $5::text[] as paths) given`,
    [made.uuid, made.caller.path, below, ...identities(below)],
  );
  const key = await domain.run(made.caller, 'createApiKey', {
    customerId: made.id,
    name: 'bench',
    scopes: [...keyScopes],
  });
  return { ...made, key: key.key as string };
}

function identities(count: number): [ids: string[], paths: string[]] {
  const ids = Array.from({ length: count }, () =>
    crypto
      .randomUUID()
      .replace(/^(.{14})4/, '$17')
      .replace(/^./, '0'),
  );
  return [ids, ids.map(uuidToBase32)];
}
