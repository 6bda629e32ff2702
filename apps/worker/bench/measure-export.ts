import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { copyOut } from '@strowger/db';
import { makeConsumer } from '../test/fixtures/worker-domain.ts';
import { startWorkerProcess } from '../test/fixtures/worker-process.ts';
import { type FilledRecords, fillRecords } from './fill-records.ts';

export type ExportMeasure = {
  records: number;
  /** Of the fastest round each. */
  copySeconds: number;
  exportSeconds: number;
  /** How much of the speed of the bare COPY the export has. */
  ratio: number;
  megabytesSent: number;
  /** Resident memory of the worker: before the order, and the most it had. */
  idleMegabytes: number;
  peakMegabytes: number;
};

const BATCH_SIZE = 5_000;
const IN_FLIGHT = 4;
const SAMPLE_MS = 50;

/** The same join and the same columns as the export, in the same order, with no rendering and nobody to send it to. */
const copySql = (customerId: string) => `copy (
  select r.*, c.rating_status, c.cost_amount, c.cost_currency, c.cost_rate_id, c.cost_prefix, c.cost_billed_seconds,
    c.revenue_amount, c.revenue_currency, c.revenue_rate_id, c.revenue_prefix, c.revenue_billed_seconds
  from charge c join call_record r on (r.started_at, r.id, r.tenant_id) = (c.started_at, c.record_id, c.tenant_id)
  where c.customer_id = '${customerId}' and c.started_at >= '2026-10-01Z' and c.started_at < '2026-11-01Z'
    and r.started_at >= '2026-10-01Z' and r.started_at < '2026-11-01Z'
  order by c.started_at, c.record_id) to stdout`;

/** A request of so many records to a consumer on this machine, beside the bare COPY of them, in alternating rounds. */
export async function measureExport(records: number, rounds: number): Promise<ExportMeasure> {
  const filled = await fillRecords(records);
  const sink = await startSink();
  const worker = startWorkerProcess(filled.domain.deps.db.url, '../../src/main.ts', { LOG_LEVEL: 'warn' });
  try {
    const consumer = await makeConsumer(filled.domain, {
      url: sink.url,
      batchSize: BATCH_SIZE,
      maxInFlight: IN_FLIGHT,
      gzip: true,
    });
    // The first order warms both sides up; the memory before it is that of an idle worker.
    await new Promise((done) => setTimeout(done, 3_000));
    const pid = worker.process.pid as number;
    const idleMegabytes = residentMegabytes(pid);
    const memory = watchMemory(pid);
    const copies: number[] = [];
    const exports: number[] = [];
    for (let round = 0; round < rounds; round++) {
      copies.push(await timed(() => drainCopy(filled)));
      exports.push(await timed(() => orderAndWait(filled, consumer.id, sink, round)));
    }
    const [copySeconds, exportSeconds] = [Math.min(...copies), Math.min(...exports)];
    return {
      records,
      copySeconds,
      exportSeconds,
      ratio: copySeconds / exportSeconds,
      megabytesSent: sink.bytes() / rounds / 1e6,
      idleMegabytes,
      peakMegabytes: memory.stop(),
    };
  } finally {
    worker.process.kill('SIGTERM');
    await worker.ended;
    await sink.close();
    await filled.domain.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function drainCopy({ domain }: FilledRecords): Promise<void> {
  const client = await domain.deps.db.pool.connect();
  try {
    for await (const _ of copyOut(client, copySql(domain.reseller.uuid)));
  } finally {
    client.release();
  }
}

type Sink = Awaited<ReturnType<typeof startSink>>;

/** Takes everything and keeps nothing. */
async function startSink() {
  let bytes = 0;
  let completed = 0;
  const server = createServer((request, response) => {
    request.on('data', (part: Buffer) => {
      bytes += part.byteLength;
    });
    request.on('end', () => {
      if (request.headers['strowger-type'] === 'call_records.completed') completed += 1;
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    bytes: () => bytes,
    completed: () => completed,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function orderAndWait(
  { domain, records }: FilledRecords,
  consumer: string,
  sink: Sink,
  round: number,
): Promise<void> {
  const before = sink.completed();
  const { id } = await domain.run(
    domain.reseller.caller,
    'getCallRecords',
    { consumer, from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    { idempotencyKey: `round ${round}` },
  );
  while (sink.completed() === before) await new Promise((done) => setTimeout(done, 5));
  const request = await domain.run(domain.platform, 'getCallRecordRequest', { requestId: id });
  if (request.deliveredRecords !== records)
    throw new Error(`${request.deliveredRecords} of ${records} records were delivered`);
}

const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

function watchMemory(pid: number) {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, residentMegabytes(pid));
  }, SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return most;
    },
  };
}
