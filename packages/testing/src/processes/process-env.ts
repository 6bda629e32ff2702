import { TEST_SECRET } from '../domain/index.ts';

/** What web and worker are started with in tests: webhooks may go to this machine, and no quota holds a test up. */
export const processEnv = (databaseUrl: string, publicUrl: string, port = 0): NodeJS.ProcessEnv => ({
  NODE_ENV: 'test',
  PATH: process.env.PATH,
  DATABASE_URL: databaseUrl,
  PUBLIC_URL: publicUrl,
  AUTH_SECRET: TEST_SECRET,
  HOST: '127.0.0.1',
  PORT: String(port),
  STROWGER_MODE: 'demo',
  WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32',
  RATE_LIMIT_PER_MINUTE: '10000000',
  LOG_LEVEL: 'info',
});
