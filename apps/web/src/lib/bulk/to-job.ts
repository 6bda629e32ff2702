import { makePassword } from '../make-password.ts';
import type { JobLines } from './bulk-jobs.ts';
import type { BulkKind } from './bulk-kind.ts';
import type { RunLine } from './bulk-run.ts';
import type { CheckedLine } from './check-lines.ts';
import type { Matched } from './match-columns.ts';
import type { TableRow } from './read-table.ts';

/** A key that no other call has. Made of random bytes, as `randomUUID` is not there where a page is served without TLS. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** What is sent of checked lines, and what is left out of them. */
export function jobOf(
  kind: BulkKind,
  { hasHeader, mapping }: Matched,
  rows: readonly TableRow[],
  checked: readonly CheckedLine[],
): JobLines {
  const header = hasHeader ? rows[0]?.cells : undefined;
  return {
    header: header ?? mapping.map((name) => name ?? ''),
    lines: checked.filter(({ faults }) => faults.length === 0).map((line) => toRun(kind, line)),
    leftOut: checked
      .filter(({ faults }) => faults.length > 0)
      .map(({ line, cells, faults }) => ({
        line,
        cells,
        why: faults.map(({ message }) => message).join(' '),
      })),
  };
}

/** A line on its way. A password is made where the kind has one and the line gives none. */
function toRun({ columns }: BulkKind, { line, cells, values, steps }: CheckedLine): RunLine {
  const secret = columns.find((column) => column.secret);
  const named = columns.find(({ name, secret }) => !secret && values[name] !== undefined);
  return {
    line,
    cells,
    values,
    name: String(values[named?.name ?? ''] ?? ''),
    steps,
    keys: steps.map(randomKey),
    secret: secret && values[secret.name] === undefined ? makePassword() : undefined,
    made: [],
    state: 'waiting',
    error: undefined,
  };
}
