import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A message of a call, as SIPp has sent or received it. */
export type Message = { direction: 'sent' | 'received'; text: string; first: string; callId: string };

export type SippOptions = {
  scenario: string;
  /** Where it calls; left out: it waits to be called. */
  to?: string;
  host: string;
  port?: number;
  transport?: 'u1' | 't1' | 'l1';
  /** False: messages are not kept, which takes more than the calls do. */
  traces?: boolean;
  /** More arguments. */
  args?: string[];
};

export type Sipp = {
  /** The exit code: 0 where every call went as the scenario has it. */
  exit: Promise<number>;
  messages(): Promise<Message[]>;
  /** What it complains of. */
  errors(): Promise<string>;
  close(): Promise<void>;
};

const GIVE_UP_SECONDS = 45;

/** SIPp on one scenario, in a folder of its own. */
export async function runSipp({
  scenario,
  to,
  host,
  port,
  transport = 'u1',
  traces = true,
  args = [],
}: SippOptions): Promise<Sipp> {
  const folder = await mkdtemp(join(tmpdir(), 'strowger-sipp-'));
  const file = (name: string) => join(folder, name);
  await writeFile(file('scenario.xml'), scenario);
  const kept = ['-trace_err', '-error_file', file('errors')];
  if (traces) kept.push('-trace_msg', '-message_file', file('messages'));
  const limits = to === undefined ? [] : ['-timeout', `${GIVE_UP_SECONDS}s`, '-timeout_error'];
  const child = spawn(
    'sipp',
    [
      ...(to === undefined ? [] : [to]),
      ...['-sf', file('scenario.xml'), '-i', host, '-t', transport, '-nostdin'],
      ...(port === undefined ? [] : ['-p', String(port)]),
      ...kept,
      ...limits,
      ...args,
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  const read = (name: string) => readFile(file(name), 'utf8').catch(() => '');
  const exit = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? -1));
  });
  return {
    exit,
    messages: async () => parseMessages(await read('messages')),
    errors: () => read('errors'),
    close: async () => {
      await end(child, exit);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess, exit: Promise<number>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await exit.catch(() => {});
}

function parseMessages(trace: string): Message[] {
  return trace.split(/^-{20,}.*$/m).flatMap((part) => {
    const found = /^\w+ message (sent|received)[^\n]*:\s*\n\n?([\s\S]+)/m.exec(part);
    if (!found) return [];
    const text = (found[2] as string).trim();
    const callId = /^Call-ID: *(\S+)/im.exec(text)?.[1] ?? '';
    return [
      { direction: found[1] as Message['direction'], text, first: text.split(/\r?\n/)[0] as string, callId },
    ];
  });
}

/** The value of a header, the first of that name. */
export const headerOf = (message: Message | undefined, name: string): string | undefined =>
  message && new RegExp(`^${name}: *(.*?)\\r?$`, 'im').exec(message.text)?.[1];
