import { NativeCallRecord } from '@strowger/contracts';
import type { z } from 'zod';

/** The normal form that every format ends in. */
export type NormalRecord = z.output<typeof NativeCallRecord> & {
  /** The recordKey of the leg that this one was originated by: the record of a b-leg. */
  originatingKey: string | null;
  /** A leg that the switch made to reach the called party, and that nobody pays for beside the call itself. */
  bLeg: boolean;
};

/** A record, or why it is none: `unreadable` text, or `invalid` fields. */
export type ParsedRecord =
  | { record: NormalRecord }
  | { record: undefined; reason: 'unreadable' | 'invalid'; detail: string };

const ISSUES_SHOWN = 5;
const DETAIL_MAX = 500;

export const unreadable = (detail: string): ParsedRecord => ({
  record: undefined,
  reason: 'unreadable',
  detail,
});
export const invalid = (detail: string): ParsedRecord => ({
  record: undefined,
  reason: 'invalid',
  detail: printable(detail),
});

/** The JSON value that a text holds, or undefined. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Checks what a format made of a record against the contract. */
export function toNormalRecord(
  wire: unknown,
  leg: { originatingKey: string | null; bLeg: boolean } = { originatingKey: null, bLeg: false },
): ParsedRecord {
  const parsed = NativeCallRecord.safeParse(wire);
  if (parsed.success)
    return { record: { ...parsed.data, originatingKey: leg.originatingKey, bLeg: leg.bLeg } };
  const issues = parsed.error.issues.slice(0, ISSUES_SHOWN);
  return invalid(
    issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(' ')).join('; '),
  );
}

/** A name of a field may hold anything: what is stored and shown is one line. */
const printable = (text: string): string =>
  text
    .slice(0, DETAIL_MAX)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\uFFFD');
