import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRecord } from './record.ts';
import { findServer } from './server-process.ts';

// A program: waits for the end of its standard input, which comes when the process that started it is gone.
const [dataDir = ''] = process.argv.slice(2);
const POLL_MS = 50;

for await (const _ of process.stdin);

const record = await readRecord(dataDir).catch(() => undefined);
if (record) {
  const cluster = join(record.home, 'cluster');
  for (let server = await findServer(cluster); server; server = await findServer(cluster)) {
    // Immediate shutdown: what it held is removed anyway.
    process.kill(server.pid, 'SIGQUIT');
    await sleep(POLL_MS);
  }
  await rm(record.home, { recursive: true, force: true });
}
await rm(dataDir, { recursive: true, force: true });
