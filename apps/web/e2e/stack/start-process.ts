import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Running = { failed: Promise<never>; printed: Promise<string>; stop: () => Promise<void> };

/**
 * Starts one of our programs in its own folder. `failed` rejects if it ends without having been told to.
 * @param awaited `printed` gives what its first group finds in what the program prints
 */
export function startProcess(folder: URL, file: string, env: NodeJS.ProcessEnv, awaited?: RegExp): Running {
  const child = spawn(process.execPath, [file], {
    cwd: fileURLToPath(folder),
    env,
    // Standard output belongs to the one line of JSON.
    stdio: ['ignore', awaited ? 'pipe' : process.stderr, process.stderr],
  });
  const { promise: printed, resolve } = Promise.withResolvers<string>();
  if (awaited && child.stdout) {
    createInterface(child.stdout).on('line', (line) => {
      const found = awaited.exec(line)?.[1];
      if (found === undefined) console.error(line);
      else resolve(found);
    });
  }
  const ended = once(child, 'exit');
  let isStopping = false;
  const failed = ended.then(([code]) => {
    if (!isStopping) throw new Error(`${file} ended with ${code}`);
    return new Promise<never>(() => {});
  });
  // It may fail when nobody waits for it any more: the tests then say so.
  failed.catch(() => undefined);
  const stop = async () => {
    isStopping = true;
    child.kill('SIGTERM');
    await ended;
  };
  return { failed, printed, stop };
}
