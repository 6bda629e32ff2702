import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { copyIn, copyOut, type Db } from '@strowger/db';
import { createTestDatabase, startTestServer } from '@strowger/testing/database';
import {
  createTestDomain,
  makeCustomer,
  makeDomain,
  makeUser,
  type TestDomain,
} from '@strowger/testing/domain';
import { deckCsv, deckPrefixes } from './deck.ts';

/**
 * An ingest of native records, attributed, rated at three levels from a deck of 36,000 prefixes and stored, beside COPY
 * of the very rows that it made into the same tables with the same indexes. Rounds alternate, and the median counts.
 */
const CALLS = Number(process.env.BENCH_CALLS ?? 500_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const USERS = 200;
const TABLES = ['call_record', 'charge'] as const;

const server = await startTestServer();
process.env.STROWGER_TEST_TEMPLATE_URL = server.templateUrl;
/** Processor time of Node for a call: unlike the rates, it says the same on a busy machine. */
const cpuMicros: number[] = [];
const folder = await mkdtemp(join(tmpdir(), 'strowger-bench-'));
try {
  const prefixes = deckPrefixes();
  const file = join(folder, 'calls.ndjson');
  await pipeline(Readable.from(callLines(prefixes)), createWriteStream(file));
  const [ours, peers]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const domain = await prepare(prefixes);
    ours.push(await ingest(domain, file));
    await dump(domain.deps.db);
    await domain.close();
    peers.push(await copyAll());
    console.error(
      `round ${round + 1}: ${rate(ours.at(-1))} calls/s, ${Math.round(cpuMicros.at(-1) ?? 0)} µs of Node each; COPY ${rate(peers.at(-1))} calls/s`,
    );
  }
  const [mine, theirs] = [median(ours), median(peers)];
  console.log(`node ${process.version}, ${cpus().length} cores, ${CALLS} calls, median of ${ROUNDS} rounds`);
  console.table([
    {
      measure: 'ingest: NDJSON, attributed, rated at 3 levels, stored',
      'ours/s': rate(mine),
      'COPY/s': rate(theirs),
      ratio: (theirs / mine).toFixed(2),
      goal: '>= 0.25, >= 8,000 calls/s',
      'Node µs/call': Math.round(median(cpuMicros)),
    },
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
  await server.stop();
}

/** platform > reseller > sub-reseller > end customer with users: three prices and four charges a call. */
async function prepare(prefixes: readonly string[]): Promise<TestDomain> {
  const domain = await createTestDomain();
  const path = [await makeCustomer(domain, undefined), undefined, undefined];
  path[1] = await makeCustomer(domain, path[0]);
  path[2] = await makeCustomer(domain, path[1], { kind: 'end' });
  const sellers = [domain.platform, path[0]?.caller, path[1]?.caller];
  for (const [level, buyer] of path.entries()) {
    const seller = sellers[level];
    if (!buyer || !seller) throw new Error('the tree is not whole');
    const { items } = await domain.run(seller, 'getCustomers', { limit: '1' });
    const plan = await domain.run(seller, 'createTariffplan', {
      customerId: items[0]?.id as string,
      name: 'Deck',
      validFrom: '2026-01-01T00:00:00Z',
    });
    const chunks = Readable.from([Buffer.from(deckCsv(prefixes, 1 + level / 4))]);
    await domain.run(seller, 'importRates', { tariffplanId: plan.id }, {}, { mediaType: 'text/csv', chunks });
    await domain.run(domain.platform, 'updateCustomer', { customerId: buyer.id, tariffplanId: plan.id });
  }
  const end = path[2];
  if (!end) throw new Error('the tree is not whole');
  await makeDomain(domain, end, 'sip.bench.example');
  for (let i = 0; i < USERS; i++) await makeUser(domain, end, { username: `user-${i}` });
  const { items } = await domain.run(domain.platform, 'getCustomers', { limit: '1' });
  await domain.run(domain.platform, 'createCallRecordSource', {
    customerId: items[0]?.id as string,
    name: 'switch',
    format: 'ndjson',
    country: 'NL',
  });
  await domain.deps.db.rows('vacuum analyze');
  return domain;
}

/** In chunks as a socket gives them. */
function* callLines(prefixes: readonly string[]): Generator<string> {
  const begin = Date.UTC(2026, 10, 1);
  const step = (24 * 86_400_000) / CALLS;
  const near = prefixes.filter((prefix) => /^(31|32|33|44|49|1)/.test(prefix));
  let chunk = '';
  for (let i = 0; i < CALLS; i++) {
    const at = (ms: number) => new Date(begin + Math.floor(i * step) + ms).toISOString();
    // Seven in ten calls go to six countries, the rest anywhere.
    const some = i % 10 < 7 ? near : prefixes;
    const prefix = some[(i * 7_919) % some.length] as string;
    const number =
      `+${prefix}${String((i * 104_729) % 10_000_000_000).padStart(11 - prefix.length, '0')}`.slice(0, 13);
    const answered = i % 10 < 7;
    const talkMs = 1_000 + ((i * 613) % 400_000);
    chunk += `${JSON.stringify({
      recordKey: `bench-${i}`,
      callId: `${i.toString(16)}@switch-1`,
      legId: `leg-${i}`,
      authUser: `user-${i % USERS}@sip.bench.example`,
      direction: 'outbound',
      from: '+31201111111',
      to: number,
      startedAt: at(0),
      ringingAt: at(900),
      answeredAt: answered ? at(4_200) : null,
      endedAt: at(answered ? 4_200 + talkMs : 21_000),
      disposition: answered ? 'answered' : 'noAnswer',
      sipCode: answered ? 200 : 480,
      q850Cause: answered ? 16 : 19,
      hangupBy: answered ? 'caller' : null,
      sourceIp: '198.51.100.20',
      userAgent: 'Yealink SIP-T54W 96.86.0.100',
      codec: 'PCMA',
    })}\n`;
    if (chunk.length < 64 * 1024) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** @returns seconds */
async function ingest(domain: TestDomain, file: string): Promise<number> {
  const body = { mediaType: 'application/x-ndjson', chunks: createReadStream(file) };
  const used = process.cpuUsage();
  const begin = performance.now();
  const result = await domain.run(domain.platform, 'ingestCallRecords', { source: 'switch' }, {}, body);
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(used);
  cpuMicros.push((user + system) / CALLS);
  if (result.accepted !== CALLS) throw new Error(`${result.accepted} of ${CALLS} calls were accepted`);
  return seconds;
}

async function dump(db: Db): Promise<void> {
  for (const table of TABLES) {
    const rows = db.hold(async (client) => {
      const out = copyOut(client, `copy (select * from ${table}) to stdout`);
      await pipeline(Readable.from(out), createWriteStream(join(folder, table)));
    });
    await rows;
  }
}

/** The same rows by COPY, one table after the other, into an empty database. @returns seconds */
async function copyAll(): Promise<number> {
  const database = await createTestDatabase();
  try {
    await database.db.rows(`select ensure_month('2026-11-01')`);
    const begin = performance.now();
    await database.db.hold(async (client) => {
      await client.query('begin');
      for (const table of TABLES) {
        await copyIn(client, `copy ${table} from stdin`, createReadStream(join(folder, table)));
      }
      await client.query('commit');
    });
    return (performance.now() - begin) / 1000;
  } finally {
    await database.drop();
  }
}

function rate(seconds = Number.NaN): number {
  return Math.round(CALLS / seconds);
}

function median(values: number[]): number {
  return values.sort((x, y) => x - y)[Math.floor(values.length / 2)] as number;
}
