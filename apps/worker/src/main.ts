import { webhookPolicy } from '@strowger/domain';
import manifest from '../package.json' with { type: 'json' };
import { startWorker } from './compose.ts';
import { readEnv } from './env.ts';
import { createLog } from './log.ts';

/** The worker process: delivers call records, verifies consumers, keeps house. */
const env = readEnv();
const log = createLog(env.LOG_LEVEL);
const worker = await startWorker({
  databaseUrl: env.DATABASE_URL,
  authSecret: env.AUTH_SECRET,
  publicUrl: env.PUBLIC_URL,
  webhookPolicy: webhookPolicy(env),
  recordRetentionMonths: env.RECORD_RETENTION_MONTHS,
  ...(env.SMTP_URL && env.MAIL_FROM && { mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM } }),
  dnsServers: env.DNS_SERVERS,
  version: manifest.version,
  slots: env.WORKER_SLOTS,
  log,
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await worker.stop();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
