import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { signalGroup } from './stoppable.ts';

export type Service = {
  name: string;
  /** Settles with words when the process ends without having been told to. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

/** Long enough for the worker to finish the batch in hand. */
const STOP_SECONDS_MAX = 20;

/**
 * Starts one of the apps, its lines prefixed with its name. It ends by itself if this process is killed.
 * @param flags what Node is started with
 */
export function startService(
  name: string,
  file: string,
  env: NodeJS.ProcessEnv,
  cwd: string,
  flags: readonly string[] = [],
): Service {
  const guard = new URL('./exit-with-parent.ts', import.meta.url).href;
  const child = spawn(process.execPath, [...flags, '--import', guard, file], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C in the terminal reaches the launcher only, which stops things in order.
    detached: process.platform !== 'win32',
  });
  const prefix = `${name.padEnd(7)}| `;
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => console.log(prefix + line));
  }
  let stopping = false;
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  child.on('error', (error) => resolve(`The ${name} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (!stopping) resolve(`The ${name} ended unexpectedly (${signal ?? `exit code ${code}`}).`);
  });
  const stop = async () => {
    stopping = true;
    await endProcess(child);
  };
  return { name, ended, stop };
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  const timeout = new AbortController();
  const late = sleep(STOP_SECONDS_MAX * 1000, 'late', { signal: timeout.signal }).catch(() => 'in time');
  if ((await Promise.race([exit, late])) === 'late') signalGroup(child, 'SIGKILL');
  await exit;
  timeout.abort();
}
