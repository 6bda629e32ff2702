import { createDb, listen, openQueue } from '@strowger/db';
import {
  advanceLiveCursors,
  challengeConsumer,
  createConsumerLeases,
  createKeyring,
  createTransport,
  createTxtResolver,
  type DeliveryDeps,
  type DeliveryLog,
  drainEngineCalls,
  ENGINE_CALLS_CHANNEL,
  findConsumersOf,
  findDueConsumers,
  type JobData,
  keepHouse,
  markQueued,
  proveDomain,
  pruneLimits,
  RETRY_DELAYS_SECONDS,
  rerateUnrated,
  resumeReratings,
  runRerating,
  sendLimitMails,
  serveConsumer,
  settleUsage,
  systemClock,
  type WebhookPolicy,
} from '@strowger/domain';
import { ConsumerLines } from './consumer-lines.ts';
import { startDraining } from './drain.ts';
import { createMailer, type Mailer, type MailerOptions } from './mailer.ts';
import { repeat } from './repeat.ts';

export type WorkerOptions = {
  databaseUrl: string;
  authSecret: string;
  publicUrl: string;
  webhookPolicy: WebhookPolicy;
  version: string;
  /** How many consumers are served at once. */
  slots: number;
  log: DeliveryLog;
  retryDelaysSeconds?: readonly number[];
  /** How mails of limits are sent; left out: none are. */
  mail?: MailerOptions;
  mailRetryDelaysSeconds?: readonly number[];
  /** How often is looked for what nobody rang for; 2,000. */
  sweepMs?: number;
  recordRetentionMonths?: number | undefined;
  /** Name servers that proofs of domains are asked of, `address:port`; the machine's. */
  dnsServers?: readonly string[] | undefined;
  /** Told where the fulfilment stands. */
  step?: DeliveryDeps['step'];
};

export type Worker = {
  /** Ends what is in flight, takes up nothing more. */
  stop(): Promise<void>;
};

/** What a dead worker has left is taken up within so long. */
const SWEEP_MS = 2_000;
/** How far the ledger and the events of limits and balances lag behind the calls. */
const SETTLE_MS = 1_000;
/** How often the places of consumers that want live records are moved where nothing has come in for them. */
const ADVANCE_MS = 30_000;
/** Slots share them: a turn spends most of its time waiting for its consumer. */
const POOL_SIZE = 20;
const DOORBELLS_AT_ONCE = 100;
const CHALLENGES_AT_ONCE = 10;
const PROOFS_AT_ONCE = 10;
const HOUSEKEEPING_CRON = '*/10 * * * *';

/**
 * The worker's parts put together. A job only rings: what is to be done stands in the requests themselves, and whoever
 * holds a consumer's lease does it. So a job that is lost costs a sweep, and one that comes twice costs a look.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { log, databaseUrl } = options;
  const db = createDb(databaseUrl, { poolSize: POOL_SIZE, applicationName: 'strowger-worker' });
  const onError = (error: Error) => log.error({ err: error }, 'the queue failed');
  const queue = await openQueue(databaseUrl, { works: true, onError });
  const transport = createTransport({ policy: options.webhookPolicy });
  const leases = createConsumerLeases(db);
  const deps: DeliveryDeps = {
    db,
    queue,
    clock: systemClock,
    keyring: createKeyring(options.authSecret),
    publicUrl: options.publicUrl,
    webhookPolicy: options.webhookPolicy,
    transport,
    userAgent: `Strowger/${options.version}`,
    retryDelaysSeconds: options.retryDelaysSeconds ?? RETRY_DELAYS_SECONDS,
    random: Math.random,
    recordRetentionMonths: options.recordRetentionMonths,
    log,
    ...(options.step && { step: options.step }),
  };
  const mailer = options.mail && createMailer(options.mail);
  const lines = new ConsumerLines({
    slots: options.slots,
    serve: (consumerId, stop) => serveConsumer(deps, leases, consumerId, stop),
    onFault: (consumerId, err) => log.error({ err, consumerId }, 'a consumer could not be served'),
  });

  await keepHouse(deps);
  await queue.work<JobData<'fulfilRequest'>>('fulfilRequest', DOORBELLS_AT_ONCE, async (jobs) => {
    const due = await findConsumersOf(
      deps,
      jobs.map(({ requestId }) => requestId),
    );
    await markQueued(deps, lines.wake(due));
  });
  await queue.work<JobData<'verifyConsumer'>>('verifyConsumer', CHALLENGES_AT_ONCE, async (jobs) => {
    await Promise.all(jobs.map((job) => challengeConsumer(deps, job)));
  });
  const proving = { ...deps, resolveTxt: createTxtResolver(options.dnsServers) };
  await queue.work<JobData<'verifyDomain'>>('verifyDomain', PROOFS_AT_ONCE, async (jobs) => {
    await Promise.all(jobs.map((job) => proveDomain(proving, job)));
  });
  await queue.work<JobData<'rerateUnrated'>>('rerateUnrated', 1, async (jobs) => {
    for (const prices of jobs) await rerateUnrated(deps, prices);
  });
  await queue.work<JobData<'rerate'>>('rerate', 1, async (jobs) => {
    for (const { reratingId } of jobs) await runRerating(deps, reratingId);
  });
  await queue.work('housekeeping', 1, async () => {
    await keepHouse(deps);
    await pruneLimits(deps);
    await resumeReratings(deps);
  });
  await queue.schedule('housekeeping', HOUSEKEEPING_CRON);
  // A database that is away is waited for.
  const sweeping = repeat(
    options.sweepMs ?? SWEEP_MS,
    async () => void lines.wake(await findDueConsumers(deps)),
    (err) => log.error({ err }, 'the sweep failed'),
  );
  const settling = repeat(
    SETTLE_MS,
    () => settleUsage({ ...deps, mails: mailer !== undefined }),
    (err) => log.error({ err }, 'usage could not be settled'),
  );
  const advancing = repeat(
    ADVANCE_MS,
    () => advanceLiveCursors(deps),
    (err) => log.error({ err }, 'the places of live records could not be moved'),
  );
  const draining = startDraining(
    options.sweepMs ?? SWEEP_MS,
    () => drainEngineCalls(deps),
    (err) => log.error({ err }, 'calls of the SIP engine could not be taken in'),
  );
  const mailing = mailer && startMailing(deps, mailer, options);
  const doorbell = listen(databaseUrl, ENGINE_CALLS_CHANNEL, () => draining.ring());
  log.info({ slots: options.slots }, 'worker started');

  return {
    async stop() {
      log.info({}, 'worker is stopping');
      await Promise.all([
        doorbell.stop(),
        sweeping.stop(),
        settling.stop(),
        advancing.stop(),
        mailing?.stop(),
      ]);
      await draining.stop();
      await queue.stop();
      await lines.stop();
      await leases.close();
      transport.close();
      mailer?.close();
      await db.close();
      log.info({}, 'worker stopped');
    },
  };
}

const startMailing = (deps: DeliveryDeps, { send }: Mailer, options: WorkerOptions) =>
  repeat(
    options.sweepMs ?? SWEEP_MS,
    () =>
      sendLimitMails({
        ...deps,
        send,
        ...(options.mailRetryDelaysSeconds && { mailRetryDelaysSeconds: options.mailRetryDelaysSeconds }),
      }),
    (err) => options.log.error({ err }, 'mails of limits could not be sent'),
  );
