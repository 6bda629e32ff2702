import { NativeCallRecord } from '@strowger/contracts';
import type { z } from 'zod';

/** What a format knows of a record beside the fields of the contract. */
export type LegFacts = {
  /** The recordKey of the leg that this one was originated by: the record of a b-leg. */
  originatingKey: string | null;
  /** A leg that the switch made to reach the called party, and that nobody pays for beside the call itself. */
  bLeg: boolean;
  /** The account code of the party that was called. */
  peerAccount: string | null;
  /** The record does not say which way the call went: who is found to pay for it decides. */
  directionByPayer: boolean;
};

/** The normal form that every format ends in. */
export type NormalRecord = z.output<typeof NativeCallRecord> & LegFacts;

/** What of a source decides how its text is read. */
export type ParseSettings = { timeZone: string };

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
  {
    originatingKey = null,
    bLeg = false,
    peerAccount = null,
    directionByPayer = false,
  }: Partial<LegFacts> = {},
): ParsedRecord {
  const parsed = NativeCallRecord.safeParse(wire);
  if (parsed.success) {
    return { record: { ...parsed.data, originatingKey, bLeg, peerAccount, directionByPayer } };
  }
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

/** What a phone sends may be anything: it is cut to one line that can be stored, and does not cost the record. */
export const line = (text: string, max: number): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, max)
    .toWellFormed()
    .trim();
export const short = (text: string, max: number): string | null => line(text, max) || null;
