import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const VERSION_SECONDS_MAX = 20;
const INSTALL_SECONDS_MAX = 600;

type Step = { command: string; args: string[] };

/**
 * A Chromium that runs: the one of PLAYWRIGHT_CHROMIUM, the system's, or Playwright's own; else one is installed.
 * @returns its path
 * @throws Error with the one command that helps
 */
export async function findBrowser(
  root: string,
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<string> {
  const given = env.PLAYWRIGHT_CHROMIUM;
  if (given) {
    if (await runs(given)) return given;
    throw new Error(`PLAYWRIGHT_CHROMIUM is ${given}, which does not run.`);
  }
  const web = join(root, 'apps/web');
  const playwright = createRequire(join(web, 'package.json'))('@playwright/test') as {
    chromium: { executablePath(): string };
  };
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', playwright.chromium.executablePath()];
  const found = await firstThatRuns(places);
  if (found) return found;

  const isRoot = process.getuid?.() === 0;
  const cli = join(web, 'node_modules/@playwright/test/cli.js');
  const own = [cli, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'];
  const ways: Step[][] = [[{ command: process.execPath, args: own }]];
  if (isRoot) {
    ways.push([
      { command: 'apt-get', args: ['update'] },
      { command: 'apt-get', args: ['install', '-y', '--no-install-recommends', 'chromium'] },
    ]);
  }
  for (const steps of ways) {
    log(`no browser here: ${steps.map(({ command, args }) => [command, ...args].join(' ')).join(' && ')}`);
    for (const step of steps) if (!(await install(step, env))) break;
    const installed = await firstThatRuns(places);
    if (installed) return installed;
  }
  throw new Error(
    'There is no Chromium, and none could be installed. As root run: apt-get update && apt-get install -y chromium',
  );
}

async function firstThatRuns(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) if (await runs(place)) return place;
  return undefined;
}

/** Asked by running it, as a browser without its libraries is there and of no use. */
function runs(file: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const args = ['--headless', '--no-sandbox', '--version'];
  execFile(file, args, { timeout: VERSION_SECONDS_MAX * 1000 }, (error) => resolve(error === null));
  return promise;
}

async function install({ command, args }: Step, env: NodeJS.ProcessEnv): Promise<boolean> {
  const child = spawn(command, args, {
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: 'ignore',
    timeout: INSTALL_SECONDS_MAX * 1000,
  });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code === 0;
  } catch {
    return false;
  }
}
