import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Thrown where a start is broken off because it was told to stop: no fault. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
  }
}

export type CommandOptions = { cwd: string; env: NodeJS.ProcessEnv; signal: AbortSignal };

/** Runs a program to its end. @throws Error with all it wrote if it fails; Stopped if `signal` ended it */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<void> {
  if (options.signal.aborted) throw new Stopped();
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  const end = () => signalGroup(child, 'SIGTERM');
  options.signal.addEventListener('abort', end);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (options.signal.aborted) throw new Stopped();
    if (code !== 0) throw new Error(Buffer.concat(parts).toString().trim());
  } finally {
    options.signal.removeEventListener('abort', end);
  }
}

/** Signals a detached child and all it started, which a signal to the child alone may leave behind. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    child.kill(signal);
  }
}
