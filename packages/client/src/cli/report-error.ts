import type { FieldError } from '@strowger/contracts';
import { ApiProblem, ConnectionError, UnexpectedReply } from '../index.ts';
import { flagName } from './derive/flags.ts';
import { BadEnd, exitCode, UsageError } from './exit-code.ts';
import { type Io, note, styled } from './io.ts';
import { oneLine } from './output/format.ts';

/** Says on stderr what went wrong and what would be right. @returns how the program ends */
export function reportError(io: Io, error: unknown): number {
  const fail = (text: string) => note(io, `${styled(io, 'stderr', 'red', 'strowger:')} ${text}`);
  if (io.signal.aborted) return exitCode.interrupted;
  if (error instanceof ApiProblem) {
    fail(`${oneLine(error.detail)} (${error.code})`);
    for (const line of faultLines(error.errors)) note(io, `  ${line}`);
    for (const line of hints(error)) note(io, `  ${styled(io, 'stderr', 'dim', line)}`);
    return exitCode.refused;
  }
  if (error instanceof UsageError) {
    fail(error.message);
    return exitCode.usage;
  }
  if (error instanceof ConnectionError || error instanceof UnexpectedReply) {
    fail(error.message);
    note(io, '  Is the URL right? It is taken from --url, STROWGER_URL or the profile.');
    return exitCode.noAnswer;
  }
  fail(error instanceof Error ? error.message : String(error));
  return error instanceof BadEnd ? exitCode.badEnd : exitCode.refused;
}

/** `--name  must have at most 200 characters`, a line a fault. */
function faultLines(faults: readonly FieldError[]): string[] {
  const named = faults.map((fault) => [placeOf(fault), oneLine(fault.detail)] as const);
  const width = Math.max(0, ...named.map(([place]) => place.length));
  return named.map(([place, detail]) => `${place.padEnd(width)}  ${detail}`);
}

function placeOf({ pointer, parameter }: FieldError): string {
  if (parameter !== undefined) return `--${flagName(parameter)}`;
  const [field, ...inner] = (pointer ?? '').split('/').slice(1);
  if (field === undefined) return 'the body';
  // What is told by line or element is no flag.
  if (/^\d+$/.test(field)) return [field, ...inner].join('/');
  return [`--${flagName(field)}`, ...inner].join('/');
}

function hints(error: ApiProblem): string[] {
  const lines: string[] = [];
  if (error.code === 'unauthorized')
    lines.push('The key is taken from --key-file, STROWGER_KEY or the profile.');
  if (error.retryAfterSeconds !== undefined)
    lines.push(`It may be tried again in ${error.retryAfterSeconds} s.`);
  lines.push(`request ${error.requestId}`);
  return lines;
}
