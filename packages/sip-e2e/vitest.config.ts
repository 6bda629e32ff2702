import { defineConfig } from 'vitest/config';

/** Calls through a real Kamailio: `pnpm test:sip`. Their files are named .e2e.ts, as the other tests run without it. */
export default defineConfig({
  root: import.meta.dirname,
  ssr: { resolve: { conditions: ['@strowger/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['test/**/*.e2e.ts'],
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxConcurrency: 6,
    expect: { poll: { timeout: 30_000 } },
    retry: process.env.CI === undefined ? 0 : 1,
  },
});
