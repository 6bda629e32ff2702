import { cpus } from 'node:os';
import { execute, parseInput } from '@strowger/domain';
import { startTestServer } from '@strowger/testing/database';
import { createTestDomain, operatorOf, TestClock, type TestDomain } from '@strowger/testing/domain';
import { loadCustomers, loadRecords } from '@strowger/testing/load';

/**
 * Pages of the live search among few and among many records, in one run: for the root, the largest reseller and one of
 * its customers, with and without filters. Medians; a goal is a ratio.
 */
const SMALL = 100_000;
const LARGE = Number(process.env.BENCH_RECORDS ?? 10_000_000);
const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 200_000);
/** As many records a customer in both: a page that is half empty in one of them compares nothing. */
const customersOf = (records: number): number => Math.round((CUSTOMERS * records) / LARGE);
/** Records of the customer that is looked at: one of as many in both. */
const CALLS = 500;
const MONTHS = 12;
const PAGES = 40;

const server = await startTestServer();
process.env.STROWGER_TEST_TEMPLATE_URL = server.templateUrl;
try {
  const times = [];
  for (const records of [SMALL, LARGE]) times.push(await measure(records));
  console.log(
    `node ${process.version}, ${cpus().length} cores, ${customersOf(SMALL)} and ${CUSTOMERS} customers, ${MONTHS} months`,
  );
  const [few, many] = times as [Map<string, number>, Map<string, number>];
  console.table(
    [...few].map(([query, ms]) => ({
      'page of 50': query,
      [`ms of ${SMALL}`]: ms.toFixed(1),
      [`ms of ${LARGE}`]: many.get(query)?.toFixed(1),
      ratio: ((many.get(query) ?? Number.NaN) / ms).toFixed(2),
      goal: '<= 1.5',
    })),
  );
} finally {
  await server.stop();
}

/** @returns median milliseconds by query */
async function measure(records: number): Promise<Map<string, number>> {
  const domain = await createTestDomain();
  try {
    const now = new TestClock().now();
    const { root, resellers } = await loadCustomers(domain.deps.db, customersOf(records), now);
    const log = (line: string) => console.error(line);
    const loaded = await loadRecords(domain.deps.db, { records, months: MONTHS, now, log });
    console.error(
      `${loaded.records} records and ${loaded.charges} charges in ${Math.round(loaded.seconds)} s`,
    );
    const [largest] = resellers;
    if (!largest) throw new Error('there is no reseller');
    const [busy] = await domain.deps.db.rows<{ id: string; path: string; calls: number }>(
      `select c.id, c.path, g.calls from customer c
         join (select customer_id, count(*)::int as calls from charge group by 1) g on g.customer_id = c.id
       where c.parent_id = $1 order by abs(g.calls - $2), c.id limit 1`,
      [largest.id, CALLS],
    );
    if (!busy) throw new Error('the reseller has no customer');
    console.error(`the customer has ${busy.calls} records`);
    const month = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
    const times = new Map<string, number>();
    for (const [who, { id, path }] of Object.entries({ root, reseller: largest, customer: busy })) {
      for (const [what, query] of Object.entries({
        newest: {},
        'in a month': month,
        answered: { disposition: 'answered' },
        unrated: { ratingStatus: 'unrated' },
        'called +4930, in a month': { toNumber: '+4930', ...month },
      })) {
        times.set(`${who}: ${what}`, await medianOf(domain, operatorOf(id, path), query));
      }
    }
    return times;
  } finally {
    await domain.close();
  }
}

async function medianOf(
  domain: TestDomain,
  caller: ReturnType<typeof operatorOf>,
  query: Record<string, string>,
): Promise<number> {
  const times: number[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const input = parseInput('getCallRecordSearch', { ...query, ...(cursor && { cursor }) });
    const begin = performance.now();
    const { result } = await execute(domain.deps, caller, 'getCallRecordSearch', input, {
      requestId: 'bench',
    });
    times.push(performance.now() - begin);
    cursor = result.nextCursor ?? undefined;
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
}
