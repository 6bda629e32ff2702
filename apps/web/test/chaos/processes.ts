import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type Supervised = {
  name: string;
  /** Ends it as power does; it is started again. */
  kill(): void;
  ready(): Promise<void>;
  /** Ends it in order, for good. */
  stop(): Promise<void>;
};

const files = {
  web: new URL('../../bench/serve-ours.ts', import.meta.url),
  worker: new URL('../../../worker/test/fixtures/impatient-worker.ts', import.meta.url),
};
const RESTART_MS = 300;
const TAIL_CHARS = 4_000;

/**
 * A process that is started again whenever it ends, as a supervisor does. One that ends by itself after it was ready is a
 * fault: a database that is away is waited for. At its start it may give up.
 */
export function supervise(
  kind: keyof typeof files,
  name: string,
  env: NodeJS.ProcessEnv,
  faults: string[],
): Supervised {
  let child: ChildProcess;
  let isReady = false;
  let isWanted = true;
  let ended = Promise.resolve();

  let tail = '';

  const launch = () => {
    tail = '';
    let wasReady = false;
    child = fork(fileURLToPath(files[kind]), { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => {
        tail = (tail + part).slice(-TAIL_CHARS);
      });
    child.once('message', () => {
      isReady = wasReady = true;
    });
    ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        isReady = false;
        resolve();
        if (!isWanted) return;
        if (wasReady && signal !== 'SIGKILL')
          faults.push(`${name} ended by itself (${signal ?? code}): ${tail}`);
        setTimeout(() => isWanted && launch(), RESTART_MS);
      });
    });
  };
  launch();

  return {
    name,
    kill: () => void child.kill('SIGKILL'),
    ready: async () => {
      const deadline = Date.now() + 60_000;
      while (!isReady) {
        if (Date.now() > deadline) throw new Error(`${name} was not ready within 60 s: ${tail}`);
        await sleep(50);
      }
    },
    stop: async () => {
      isWanted = false;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const forced = setTimeout(() => {
        faults.push(`${name} did not end within 40 s of SIGTERM: ${tail}`);
        child.kill('SIGKILL');
      }, 40_000);
      await ended;
      clearTimeout(forced);
    },
  };
}
