import { NativeCallRecord } from '@strowger/contracts';
import { DomainError } from '../../core/domain-error.ts';
import type { RawRecord } from '../split/raw-record.ts';
import { csvRows } from './csv-rows.ts';
import { invalid, type ParsedRecord, toNormalRecord, unreadable } from './parsed-record.ts';

const columns = Object.keys(NativeCallRecord.shape);
const required = ['recordKey', 'direction', 'from', 'to', 'startedAt', 'endedAt', 'disposition'];
/** Fields in which an empty cell is an empty text; elsewhere it stands for nothing. */
const texts = new Set(['from', 'to']);
const integers = new Set(['sipCode', 'q850Cause']);

/** @throws DomainError validation: nothing of such a file can be read */
export function requireNativeHeader(header: RawRecord): void {
  const rows = header.fault ?? csvRows(header.text);
  if (typeof rows === 'string') throw wrongHeader(`cannot be read: ${rows}`);
  const names = rows[0] ?? [];
  const unknown = names.findIndex((name, i) => !columns.includes(name) || names.indexOf(name) !== i);
  if (unknown >= 0)
    throw wrongHeader(`names no field of a call record, or one twice, in column ${unknown + 1}`);
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) throw wrongHeader(`lacks ${missing.join(', ')}`);
}

function wrongHeader(detail: string): DomainError {
  return new DomainError('validation', `The header row ${detail}. Nothing was taken in.`, {
    fields: [{ code: 'invalid', pointer: '/header', detail }],
  });
}

/** A header row and one row below it: the fields of a NativeCallRecord. */
export function parseNativeCsv(text: string): ParsedRecord {
  const rows = csvRows(text);
  if (typeof rows === 'string') return unreadable(`is not CSV: ${rows}`);
  const [names, cells, ...more] = rows;
  if (!names || !cells || more.length > 0) return unreadable('is not a header row and one row');
  if (cells.length !== names.length) {
    return invalid(`has ${cells.length} cells where the header has ${names.length}`);
  }
  const given = names.map((name, i) => [name, cells[i] ?? ''] as const);
  const fields = given.filter(([name, cell]) => cell !== '' || texts.has(name));
  return toNormalRecord(Object.fromEntries(fields.map(([name, cell]) => [name, wireValue(name, cell)])));
}

const wireValue = (name: string, cell: string): string | number =>
  integers.has(name) && /^\d{1,9}$/.test(cell) ? Number(cell) : cell;
