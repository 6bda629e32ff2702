#!/usr/bin/env node
import { readEnvironment } from './env.ts';
import { exitCode } from './exit-code.ts';
import { run } from './run.ts';

const stopping = new AbortController();
process.on('SIGINT', () => {
  if (stopping.signal.aborted) process.exit(exitCode.interrupted);
  stopping.abort(new Error('interrupted'));
});
process.on('SIGTERM', () => stopping.abort(new Error('terminated')));
// Whoever reads has seen enough, as `| head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCode.done);
});

process.exitCode = await run(
  {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: readEnvironment(),
    signal: stopping.signal,
  },
  process.argv.slice(2),
);
// A stdin that nobody reads to its end would hold the process.
process.stdin.destroy();
