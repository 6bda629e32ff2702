import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

/** What postmaster.pid says: its first and fourth line. */
export type ServerProcess = { pid: number; port: number };

/** The server that runs on this cluster, or undefined. A lock file left by a killed server is removed. */
export async function findServer(cluster: string): Promise<ServerProcess | undefined> {
  const file = join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (pid > 0 && (await isServerOf(pid, cluster))) return { pid, port: Number(lines[3]) };
  // PostgreSQL itself gives up if another program has that number now, as is usual in containers.
  await rm(file, { force: true });
  return undefined;
}

async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (process.platform === 'win32') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (command !== undefined) return command.split('\0').includes(cluster);
  const { output } = await runProgram(undefined, 'ps', ['-o', 'args=', '-p', String(pid)]);
  return output.includes(cluster);
}
