import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The client by its sources, as everything else here: what is published is its build.
  ssr: { resolve: { conditions: ['@strowger/source', 'module', 'node', 'development|production'] } },
  // The console's own name for its sources (apps/web/tsconfig.json).
  resolve: { alias: { '@/': new URL('apps/web/src/', import.meta.url).pathname } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'scripts/test/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['packages/testing/src/database/global-setup.ts'],
    pool: 'forks',
    // A machine that is busy with others is no fault: what must be quick says so by itself.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    // As with the browser: what fails twice is no accident, and the report names what needed the second attempt.
    retry: process.env.CI === undefined ? 0 : 1,
  },
});
