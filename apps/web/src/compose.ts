import { createDb, openQueue } from '@strowger/db';
import {
  createKeyAuthenticator,
  createKeyring,
  createRequestQuota,
  type DomainDeps,
  type QuotaPolicy,
  systemClock,
  webhookPolicy,
} from '@strowger/domain';
import type { Logger } from 'pino';
import { readEnv, type WebEnv } from './env.ts';
import { createLog } from './log.ts';

/** Everything that both doors of the web process share. */
export type Composition = {
  env: WebEnv;
  deps: DomainDeps;
  authenticateKey: ReturnType<typeof createKeyAuthenticator>;
  /** What an API key may ask for in a window, and the count of it. */
  quota: { policy: QuotaPolicy; count: ReturnType<typeof createRequestQuota> };
  log: Logger;
  close(): Promise<void>;
};

/** Builds the web process's parts: the only place of the app that knows the database. */
export async function compose(env: WebEnv): Promise<Composition> {
  const log = createLog('web', env.LOG_LEVEL);
  const db = createDb(env.DATABASE_URL, { poolSize: 20, applicationName: 'strowger-web' });
  const onError = (error: Error) => log.error({ err: error }, 'the queue failed');
  const queue = await openQueue(env.DATABASE_URL, { works: false, onError });
  const deps: DomainDeps = {
    db,
    queue,
    clock: systemClock,
    keyring: createKeyring(env.AUTH_SECRET),
    publicUrl: env.publicUrl,
    webhookPolicy: webhookPolicy(env),
  };
  return {
    env,
    deps,
    authenticateKey: createKeyAuthenticator(deps),
    quota: createQuota(deps, env.RATE_LIMIT_PER_MINUTE),
    log,
    close: async () => {
      await queue.stop();
      await db.close();
    },
  };
}

/** The quota of requests a minute. */
export function createQuota(deps: DomainDeps, requestsPerMinute: number): Composition['quota'] {
  const policy = { requests: requestsPerMinute, windowSeconds: 60 };
  return { policy, count: createRequestQuota(deps, policy) };
}

const shared = Symbol.for('strowger.web.composition');
type Shared = { [shared]?: Promise<Composition> };

/**
 * The process's one composition. Next bundles its own copy of this module, so that it is found by a global symbol:
 * server.ts makes it first; under a host without that server, the first request does.
 */
export function composition(): Promise<Composition> {
  const global = globalThis as Shared;
  global[shared] ??= compose(readEnv());
  return global[shared];
}
