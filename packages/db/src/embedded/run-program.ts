import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import { bareEnvironment } from '../env.ts';
import type { Account } from './choose-account.ts';

/** Exit code and everything that was written; code 127 stands for a program that could not be started at all. */
export type ProgramResult = { code: number; output: string };

/**
 * Runs a program to its end as `account` (undefined: as we are), with none of our environment: PGPORT, LD_PRELOAD and
 * the like of the user must not reach the server.
 */
export async function runProgram(
  account: Account | undefined,
  file: string,
  args: readonly string[],
): Promise<ProgramResult> {
  const { promise, resolve } = Promise.withResolvers<ProgramResult>();
  const child = spawn(file, args, {
    ...(process.platform !== 'win32' && {
      env: bareEnvironment({ PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }),
    }),
    // Our own working directory may be closed to that account.
    cwd: parse(file).root,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  child.on('error', (error) => resolve({ code: 127, output: error.message }));
  // `exit`, not `close`: the server that pg_ctl leaves behind may hold the pipes open.
  child.on('exit', (code) => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString().trim() }));
  return promise;
}
