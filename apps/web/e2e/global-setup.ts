import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { tellStack } from './env.ts';

const web = fileURLToPath(new URL('..', import.meta.url));

/** Starts the installation that all specs share, and tells them by environment where it is. */
export default async function setup(): Promise<() => Promise<void>> {
  if (!existsSync(`${web}.next/BUILD_ID`)) {
    throw new Error('There is no build to test: run `pnpm --filter @strowger/web build` first.');
  }
  const child = spawn(process.execPath, ['e2e/stack/main.ts'], {
    cwd: web,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The installation for the tests ended with ${code}.`);
  });
  const lines = createInterface(child.stdout);
  const first = once(lines, 'line') as Promise<[string]>;
  const [line] = await Promise.race([first, ended]);
  tellStack(line);
  ended.catch(() => undefined);
  return async () => {
    const gone = once(child, 'exit');
    child.stdin.end();
    await gone;
  };
}
