import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export type Listening = { stop(): Promise<void> };

const RECONNECT_MS = 1_000;
const CONNECT_MS_MAX = 10_000;

/**
 * Rings at every notification on a channel, and once whenever it listens anew, as some may have been missed. A database
 * that is away is waited for. Behind a pooler that gives connections by transaction nothing rings.
 */
export function listen(url: string, channel: string, ring: () => void): Listening {
  const stopping = new AbortController();
  let client: pg.Client | undefined;

  const listenOnce = async () => {
    const own = new pg.Client({
      connectionString: url,
      application_name: 'strowger-listen',
      connectionTimeoutMillis: CONNECT_MS_MAX,
      keepAlive: true,
    });
    client = own;
    const lost = new Promise<void>((resolve) => {
      own.on('error', () => resolve());
      own.on('end', resolve);
    });
    own.on('notification', ring);
    try {
      await own.connect();
      await own.query(`listen ${pg.escapeIdentifier(channel)}`);
      ring();
      await lost;
    } catch {
      // It is tried again.
    } finally {
      await own.end().catch(() => {});
    }
  };

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await listenOnce();
      await sleep(RECONNECT_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();

  return {
    stop: async () => {
      stopping.abort();
      await client?.end().catch(() => {});
      await running;
    },
  };
}
