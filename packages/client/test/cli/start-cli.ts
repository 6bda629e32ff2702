import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Runs a script in bash, where `strowger` is the command line as a process of its own. */
export function inBash(script: string, env: Record<string, string> = {}) {
  const own = `strowger() { '${process.execPath}' '${main}' "$@"; }\n`;
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { env: { PATH: process.env.PATH ?? '', ...env } };
    execFile('bash', ['--norc', '--noprofile', '-c', own + script], options, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}
