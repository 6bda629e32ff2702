import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { TEST_SECRET } from '@strowger/testing/domain';

const main = fileURLToPath(new URL('../../worker/src/main.ts', import.meta.url));

/** The worker as it is in production, as a process of its own; webhooks may go to this machine. */
export function startWorker(databaseUrl: string, publicUrl: string): { stop(): Promise<void> } {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PUBLIC_URL: publicUrl,
      AUTH_SECRET: TEST_SECRET,
      STROWGER_MODE: 'demo',
      WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return { stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
