import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus } from 'node:os';
import { openQueue } from '@strowger/db';
import { createTestDatabase, startTestServer } from '@strowger/testing/database';
import { createWorkerDomain, ingestCalls, makeConsumer, orderAll } from '../test/fixtures/worker-domain.ts';
import { startWorkerProcess } from '../test/fixtures/worker-process.ts';

/**
 * Small requests, of one batch and its manifest each, beside pg-boss alone with a handler that does nothing. Both wait in
 * the database before a worker is started, and count from the first that is done to the last.
 */
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 1_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const CONSUMERS = 8;
const CALLS = 20;
const AT_ONCE = 32;

const server = await startTestServer();
process.env.STROWGER_TEST_TEMPLATE_URL = server.templateUrl;
try {
  const [ours, peers]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await deliver());
    peers.push(await emptyJobs());
  }
  const [mine, theirs] = [median(ours), median(peers)];
  console.log(
    `node ${process.version}, ${cpus().length} cores, ${REQUESTS} requests, median of ${ROUNDS} rounds`,
  );
  console.table([
    {
      measure: 'small requests delivered, with their manifests',
      'ours/s': Math.round(mine),
      'pg-boss/s': Math.round(theirs),
      ratio: (mine / theirs).toFixed(2),
      goal: '>= 0.3',
    },
  ]);
} finally {
  await server.stop();
}

/** Requests a second. */
async function deliver(): Promise<number> {
  const domain = await createWorkerDomain();
  await ingestCalls(domain, CALLS);
  const meter = createMeter();
  const sink = await startSink(meter.count);
  const consumers = await Promise.all(
    Array.from({ length: CONSUMERS }, (_, n) =>
      makeConsumer(domain, { url: `${sink.url}/${n}`, maxInFlight: 8 }),
    ),
  );
  for (let n = 0; n < REQUESTS; n++) {
    await orderAll(domain, consumers[n % CONSUMERS]?.id as string, `bench-${n}`);
  }
  const worker = startWorkerProcess(domain.deps.db.url, '../../src/main.ts', { LOG_LEVEL: 'warn' });
  try {
    return await meter.rate;
  } finally {
    worker.process.kill('SIGTERM');
    await worker.ended;
    await sink.close();
    await domain.close();
  }
}

/** Jobs a second. */
async function emptyJobs(): Promise<number> {
  const database = await createTestDatabase();
  const onError = (error: Error) => console.error(error);
  const queue = await openQueue(database.db.url, { works: true, onError });
  await database.db.transaction(async (tx) => {
    for (let n = 0; n < REQUESTS; n++) await queue.enqueue(tx, { name: 'fulfilRequest', data: { n } });
  });
  const meter = createMeter();
  await queue.work('fulfilRequest', AT_ONCE, async (jobs) => jobs.forEach(meter.count));
  const rate = await meter.rate;
  await queue.stop();
  await database.drop();
  return rate;
}

/** Counts to REQUESTS; the rate is that between the first and the last. */
function createMeter() {
  const { promise: rate, resolve } = Promise.withResolvers<number>();
  let counted = 0;
  let first = 0;
  const count = () => {
    if (counted++ === 0) first = performance.now();
    if (counted === REQUESTS) resolve(((REQUESTS - 1) * 1000) / (performance.now() - first));
  };
  return { count, rate };
}

/** Takes everything; a manifest ends a request. */
async function startSink(onCompleted: () => void) {
  const sink = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { type } = JSON.parse(Buffer.concat(chunks).toString()) as { type: string };
    response.writeHead(204).end();
    if (type === 'call_records.completed') onCompleted();
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  const { port } = sink.address() as AddressInfo;
  const close = async () => {
    sink.closeAllConnections();
    await new Promise((resolve) => sink.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

function median(values: number[]): number {
  return values.sort((x, y) => x - y)[Math.floor(values.length / 2)] as number;
}
