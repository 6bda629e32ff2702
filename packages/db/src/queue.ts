import { fromPrisma, PgBoss } from 'pg-boss';
import type { Tx } from './transaction.ts';

/** Seconds without a heartbeat after which the job of a dead worker is given to another (pg-boss allows no fewer). */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 2;

/** expireInSeconds lies above the longest that a handler takes: two POSTs of 15 s, or a purge. */
const settings = {
  expireInSeconds: 300,
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  deleteAfterSeconds: 3600,
};
const queues: Record<string, { notify: boolean }> = {
  fulfilRequest: { notify: true },
  verifyConsumer: { notify: true },
  verifyDomain: { notify: true },
  rerate: { notify: true },
  rerateUnrated: { notify: true },
  housekeeping: { notify: false },
};

export type QueuedJob = { name: string; data: object };

export type Queue = {
  /** Stores the job in the transaction: it exists exactly if the transaction commits. */
  enqueue(tx: Tx, job: QueuedJob, options?: { startAfterSeconds?: number }): Promise<void>;
  /** Hands jobs over, up to `atOnce` together; they are done once the handler is, and come again if it throws. */
  work<Data extends object>(
    name: string,
    atOnce: number,
    handle: (jobs: Data[]) => Promise<void>,
  ): Promise<void>;
  /** A job of that name at the times of the cron line (UTC), once for all processes. */
  schedule(name: string, cron: string): Promise<void>;
  /** Takes no more jobs and waits for the handlers that run. */
  stop(): Promise<void>;
};

export type QueueOptions = {
  /** Whether this process takes jobs too: it then listens, supervises the jobs of dead workers, and keeps the schedule. */
  works: boolean;
  onError: (error: Error) => void;
};

/**
 * pg-boss in our own database, on a small pool of its own: its statements expect pg's own types.
 * The tables are made where they are missing.
 */
export async function openQueue(url: string, { works, onError }: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: works ? 'strowger-queue' : 'strowger-enqueue',
    max: works ? 3 : 1,
    supervise: works,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    schedule: works,
    useListenNotify: works,
  });
  boss.on('error', onError);
  await boss.start({ attempts: 5 });
  for (const [name, { notify }] of Object.entries(queues)) {
    await boss.createQueue(name, { ...settings, heartbeatSeconds: HEARTBEAT_SECONDS, notify });
  }

  return {
    enqueue: async (tx, { name, data }, { startAfterSeconds } = {}) => {
      const after = startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds };
      await boss.send(name, data, { db: fromPrisma(tx), ...after });
    },
    work: async <Data extends object>(
      name: string,
      atOnce: number,
      handle: (jobs: Data[]) => Promise<void>,
    ) => {
      // While notifications come, a retry is seen at the next poll only: hence the short interval for those too.
      const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 };
      await boss.work<Data>(name, { ...polling, batchSize: atOnce, burstWhenBatchFull: atOnce > 1 }, (jobs) =>
        handle(jobs.map(({ data }) => data)),
      );
    },
    schedule: async (name, cron) => {
      await boss.schedule(name, cron);
    },
    stop: () => boss.stop({ graceful: true, timeout: 30_000 }),
  };
}
