import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { processEnv } from '@strowger/testing/processes';

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
    env: processEnv(databaseUrl, `http://127.0.0.1:${port}`, port),
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
