import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));

/**
 * Starts an installation of its own with the demo in it (e2e/stack/main.ts), in a process of its own: it runs as it is
 * shipped, and not through Playwright's loader.
 * @param size customers and call records beside the demo, made up (bench/console.ts), in a database that is kept in a folder if there is one
 * @returns the line of JSON that says where it is, and its end
 */
export async function startStack(
  ...size: [] | [customers: number, records: number, folder?: string]
): Promise<{ line: string; stop: () => Promise<void> }> {
  if (!existsSync(`${web}.next/BUILD_ID`)) {
    throw new Error('There is no build to look at: run `pnpm --filter @strowger/web build` first.');
  }
  const child = spawn(
    process.execPath,
    ['e2e/stack/main.ts', ...size.filter((one) => one !== undefined).map(String)],
    {
      cwd: web,
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const exit = once(child, 'exit');
  const failed = exit.then(([code]) => {
    throw new Error(`The installation ended with ${code} before it was ready.`);
  });
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), failed])) as [string];
  failed.catch(() => undefined);
  const stop = async () => {
    child.stdin.end();
    await exit;
  };
  return { line, stop };
}
