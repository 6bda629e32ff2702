import { type ParsedRecord, readJson, toNormalRecord, unreadable } from './parsed-record.ts';

/** A line of NDJSON: a NativeCallRecord of the contract. */
export function parseNative(text: string): ParsedRecord {
  const value = readJson(text);
  if (value === undefined) return unreadable('is not JSON');
  return toNormalRecord(value);
}
