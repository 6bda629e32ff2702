import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { TEST_SECRET } from '@strowger/testing/domain';

const files = {
  web: new URL('../../../../apps/web/bench/serve-ours.ts', import.meta.url),
  worker: new URL('../../../../apps/worker/test/fixtures/impatient-worker.ts', import.meta.url),
};
const READY_MS_MAX = 60_000;
const TAIL_CHARS = 4_000;

export type Process = { stop(): Promise<void>; output(): string };

/** Web or worker as they are in production, in a process of its own: webhooks may go to this machine. Resolves when it works. */
export async function startProcess(
  kind: keyof typeof files,
  databaseUrl: string,
  port: number,
): Promise<Process> {
  const child = fork(fileURLToPath(files[kind]), {
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      AUTH_SECRET: TEST_SECRET,
      HOST: '127.0.0.1',
      PORT: String(port),
      STROWGER_MODE: 'demo',
      WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32',
      RATE_LIMIT_PER_MINUTE: '10000000',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let tail = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      tail = (tail + part).slice(-TAIL_CHARS);
    });
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([
    new Promise<void>((resolve) => child.once('message', () => resolve())),
    exit.then(() => Promise.reject(new Error(`The ${kind} ended: ${tail}`))),
    new Promise((_, reject) =>
      setTimeout(() => reject(new Error(`The ${kind} was not ready: ${tail}`)), READY_MS_MAX).unref(),
    ),
  ]);
  return { output: () => tail, stop: () => stop(child, exit) };
}

async function stop(child: ChildProcess, exit: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await exit;
  clearTimeout(forced);
}
