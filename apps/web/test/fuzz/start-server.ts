import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { TEST_SECRET } from '@strowger/testing/domain';
import { freePort } from '@strowger/testing/processes';

export type Server = {
  url: string;
  /** Resident memory after garbage collection. */
  rssBytes(): Promise<number>;
  stop(): Promise<void>;
};

/** Starts the API in a process of its own, on a database that is there. */
export async function startServer(databaseUrl: string): Promise<Server> {
  const port = await freePort();
  const child = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), {
    execArgv: ['--expose-gc'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: TEST_SECRET,
      HOST: '127.0.0.1',
      PORT: String(port),
      STROWGER_MODE: 'demo',
      LOG_LEVEL: 'silent',
      RATE_LIMIT_PER_MINUTE: '10000000',
      NODE_ENV: 'production',
    },
  });
  const ended = once(child, 'exit');
  const failed = ended.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)));
  failed.catch(() => undefined);
  await Promise.race([once(child, 'message'), failed]);
  return {
    url: `http://127.0.0.1:${port}`,
    rssBytes: async () => {
      const answer = once(child, 'message');
      child.send('memory');
      const [{ rssBytes }] = (await Promise.race([answer, failed])) as [{ rssBytes: number }];
      return rssBytes;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
