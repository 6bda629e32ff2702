import { type ErrorCode, errorTable } from '../errors.ts';
import type { Operation } from '../operation.ts';

const always = [
  'malformedRequest',
  'unauthorized',
  'missingScope',
  'tooManyRequests',
  'internal',
  'unavailable',
  'validation',
] as const;
const ofMutations = ['staleVersion', 'bodyTooLarge', 'unsupportedMediaType'] as const;

/** What an operation can be refused with, by status: its own errors, and those that any of its kind has. */
export function problemCodes(operation: Operation): Map<number, ErrorCode[]> {
  const codes = new Set<ErrorCode>([...always, ...operation.errors]);
  if (operation.kind === 'mutation') {
    for (const code of ofMutations) codes.add(code);
    if (!operation.streamedBody) {
      codes.add('idempotencyInFlight');
      codes.add('idempotencyMismatch');
    }
  }
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = errorTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([one], [other]) => one - other));
}
