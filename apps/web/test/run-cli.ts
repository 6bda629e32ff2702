import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../packages/client/src/cli/main.ts', import.meta.url));

export type CliRun = {
  child: ChildProcess;
  /** What it has written so far. */
  written(): { out: string; err: string };
  ended: Promise<{ code: number | null; out: string; err: string }>;
};

/** The command line as a process of its own, as a person starts it. */
export function startCli(args: string[], env: Record<string, string>): CliRun {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return { child, written: () => ({ out, err }), ended };
}
