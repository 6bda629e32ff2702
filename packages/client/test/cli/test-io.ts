import { PassThrough } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

type Given = { url?: string; key?: string; stdin?: string; folder?: string; columns?: number };

/** Runs the command line in this process, with streams of our own. */
export async function runCli(args: string[], given: Given = {}) {
  const stdin = new PassThrough();
  stdin.end(given.stdin ?? '');
  const out = collect();
  const err = collect();
  const folder = given.folder ?? '/nonexistent';
  const io = {
    stdin,
    stdout: Object.assign(out.stream, given.columns !== undefined && { isTTY: true, columns: given.columns }),
    stderr: err.stream,
    environment: {
      url: given.url,
      key: given.key,
      profile: 'default',
      configFile: `${folder}/profiles.json`,
      stateFolder: folder,
      colour: false,
    },
    signal: new AbortController().signal,
  } as unknown as Io;
  const code = await run(io, args);
  return { code, out: out.text(), err: err.text() };
}

function collect() {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
