import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/browser.ts';

/** The real server, worker and database (e2e/stack), in a real browser. They are started once for all specs. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  // A busy machine can starve a browser; what fails twice is no accident. The report names what needed the second attempt.
  retries: process.env.CI === undefined ? 0 : 1,
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    viewport: { width: 1360, height: 850 },
    timezoneId: 'Europe/Amsterdam',
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions,
  },
});
