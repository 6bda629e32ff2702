import { existsSync } from 'node:fs';
import { chromiumPath } from './env.ts';

const system = '/usr/bin/chromium';
const path = chromiumPath ?? (existsSync(system) ? system : undefined);

/** How a Chromium is started here: the given one, the system's, or Playwright's own; as root, and without a screen. */
export const launchOptions = {
  ...(path !== undefined && { executablePath: path }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
};
