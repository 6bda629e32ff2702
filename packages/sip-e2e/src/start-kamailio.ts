import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { answersOptions } from './answers-options.ts';
import { searchPath } from './env.ts';

const CONFIG = fileURLToPath(new URL('../../../deploy/kamailio/kamailio.cfg', import.meta.url));
const START_SECONDS_MAX = 30;
const STOP_SECONDS_MAX = 20;

/**
 * Runs the command and ends it when whoever started this shell is gone, however it went: its end of the pipe is closed then. What the
 * command has to do with standard input it does without.
 */
const GUARD =
  'exec 3<&0; "$@" </dev/null & child=$!; (read -r _ <&3; kill -TERM $child) >/dev/null 2>&1 & wait $child';

export type KamailioOptions = {
  /** Of the role kam: postgres://kam:password@host:port/database */
  databaseUrl: string;
  /** Where it listens: `udp:127.0.0.1:5060`. The first one must be UDP. */
  listen: string[];
  /** More of its settings, by the names of deploy/kamailio/settings.cfg. */
  settings?: Record<string, string>;
  /** Another config than deploy/kamailio. */
  config?: string;
  /** MB that its processes share: calls and transactions of the last seconds. */
  sharedMb?: number;
  /** Lines of its log; left out: they go into the file `log` only. */
  onLine?: (line: string) => void;
};

export type Kamailio = {
  /** Settles when it ends without `stop` or `kill`. */
  ended: Promise<void>;
  /** All it has said, the lines of its call records among it. */
  log(): Promise<string>;
  /** As an operator stops it. */
  stop(): Promise<void>;
  /** As a crash does it: all its processes are gone at once. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  close(): Promise<void>;
};

/**
 * Kamailio on the config of deploy/kamailio, with a temporary folder of its own, in this account.
 * @throws Error with its last words if it does not answer within 30 s
 */
export async function startKamailio(options: KamailioOptions): Promise<Kamailio> {
  const folder = await mkdtemp(join(tmpdir(), 'strowger-sip-'));
  const logFile = join(folder, 'log');
  const { promise: ended, resolve: tellEnded } = Promise.withResolvers<void>();
  let running: Running | undefined;

  const start = async () => {
    const mine = launch(options, folder, logFile);
    running = mine;
    void mine.exit.then(() => {
      if (running === mine) tellEnded();
    });
    await untilItAnswers(options, mine, logFile);
  };
  const end = async (signal: NodeJS.Signals) => {
    const mine = running;
    running = undefined;
    if (mine) await endGroup(mine, signal);
  };
  const close = async () => {
    await end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ended,
    log: () => readFile(logFile, 'utf8'),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    start,
    close,
  };
}

type Running = { child: ChildProcess; exit: Promise<void> };

function launch(
  { databaseUrl, listen, settings, config = CONFIG, sharedMb = 64, onLine }: KamailioOptions,
  folder: string,
  logFile: string,
): Running {
  const memory = ['-m', String(sharedMb), '-M', '8'];
  const command = ['kamailio', '-f', config, '-DD', '-E', ...memory, '-w', folder, '-Y', folder];
  for (const address of listen) command.push('-l', address);
  const child = spawn('sh', ['-c', GUARD, 'sh', ...command], {
    env: {
      PATH: searchPath(),
      // Its timestamps are without a zone, and are read as UTC.
      TZ: 'UTC',
      STROWGER_SIP_DB_URL: databaseUrl,
      STROWGER_SIP_FIFO: join(folder, 'fifo'),
      ...settings,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: all of its processes can be ended at once.
    detached: true,
  });
  const file = createWriteStream(logFile, { flags: 'a' });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => {
      file.write(part);
      if (onLine) for (const line of part.toString().split('\n')) if (line !== '') onLine(line);
    });
  }
  const exit = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => file.end(resolve));
  });
  return { child, exit };
}

async function untilItAnswers(
  { listen }: KamailioOptions,
  { child, exit }: Running,
  logFile: string,
): Promise<void> {
  const [, host = '', port = ''] = /^udp:(.+):(\d+)$/.exec(listen[0] ?? '') ?? [];
  const deadline = Date.now() + START_SECONDS_MAX * 1000;
  let isGone = false;
  void exit.then(() => {
    isGone = true;
  });
  while (!(await answersOptions(host, Number(port)))) {
    if (!isGone && child.exitCode === null && Date.now() < deadline) continue;
    const said = await readFile(logFile, 'utf8').catch(() => '');
    throw new Error(`Kamailio did not start:\n${said.split('\n').slice(-15).join('\n')}`);
  }
}

async function endGroup({ child, exit }: Running, signal: NodeJS.Signals): Promise<void> {
  const send = (one: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid as number), one);
    } catch {
      // All of them are gone.
    }
  };
  if (child.pid === undefined) return;
  send(signal);
  const late = new AbortController();
  const forced = sleep(STOP_SECONDS_MAX * 1000, undefined, { signal: late.signal }).then(
    () => send('SIGKILL'),
    () => {},
  );
  await exit;
  late.abort();
  await forced;
  send('SIGKILL');
}
