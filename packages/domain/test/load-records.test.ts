import { createTestDomain, operatorOf, type TestDomain } from '@strowger/testing/domain';
import { loadCustomers, loadRecords, loadUsage, loadUsers } from '@strowger/testing/load';
import { afterAll, beforeAll, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

it('makes the same records of the same counts', async () => {
  const marks = [];
  for (const _ of [1, 2]) {
    const fresh = await createTestDomain();
    const { db, clock } = fresh.deps;
    await loadCustomers(db, 50, clock.now());
    await loadRecords(db, { records: 500, months: 2, now: clock.now() });
    marks.push(
      await db.rows(
        `select md5(string_agg(concat(id, started_at, ended_at, disposition, to_number), '' order by started_at, id))
         from call_record`,
      ),
    );
    await fresh.close();
  }
  expect(marks[0]).toEqual(marks[1]);
});

it('fills months with records that the search finds at every level', async () => {
  const { db, clock } = domain.deps;
  // The month at hand is there already, as where a worker runs.
  await db.rows('select ensure_month($1)', [clock.now()]);
  const tree = await loadCustomers(db, 500, clock.now());
  await expect(loadCustomers(db, 500, clock.now())).rejects.toThrow('was filled before');
  const loaded = await loadRecords(db, { records: 3_000, months: 3, now: clock.now() });
  expect(loaded).toMatchObject({ records: 3_000, charges: 9_000 });
  const [counts] = await db.rows(
    `select (select count(*)::int from customer) as customers, (select count(*)::int from call_record) as records,
       (select count(*)::int from charge) as charges, (select count(*)::int from charge where rating_status = 'unrated') as unrated,
       (select count(*)::int from monthly_partition where parent = 'call_record' and state = 'attached') as months`,
  );
  expect(counts).toMatchObject({ customers: 521, records: 3_000, charges: 9_000, unrated: 6, months: 3 });
  const page = await domain.run(domain.platform, 'getCallRecordSearch', {});
  expect(page.items).toHaveLength(50);
  const [first] = page.items;
  expect(first).toMatchObject({ cost: { amount: null }, revenue: { currency: 'EUR' } });
  const one = await domain.run(domain.platform, 'getCallRecord', { callRecordId: first?.id as string });
  expect(one).toEqual(first);
  const [reseller] = tree.resellers;
  const seen = await domain.run(
    operatorOf(reseller?.id as string, reseller?.path as string),
    'getCallRecordSearch',
    {},
  );
  expect(seen.items.length).toBe(50);

  // An overview shows them as if they had come in one by one.
  await loadUsage(db);
  const period = { from: '2026-01-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
  const whole = await domain.run(domain.platform, 'getUsage', period);
  expect(whole.total).toMatchObject({ calls: 3_000, unratedCalls: 2 });
  const byCustomer = await domain.run(domain.platform, 'getUsage', { ...period, groupBy: 'customer' });
  expect(byCustomer.rows.reduce((sum, row) => sum + row.calls, 0)).toBe(3_000);

  expect(await loadUsers(db, clock.now())).toBe(500);
  const users = await domain.run(domain.platform, 'getUsers', { search: 'load-499' });
  expect(users.items).toMatchObject([{ username: 'load-499', displayName: 'Desk 499' }]);
});
