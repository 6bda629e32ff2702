import type { Consumer } from '@strowger/contracts';
import { csvColumns, csvSql, jsonSql } from './record-fields.ts';

export type RecordFormat = Consumer['format'];

/** How records are written in a format. */
type Writing = {
  mediaType: string;
  /** SQL of one record, without what divides it from the next. */
  sql: (fields: readonly string[]) => string;
  separator: string;
  /** What stands before the first record, and behind the last one. */
  head: (fields: readonly string[]) => string;
  tail: string;
};

export const recordFormats: Record<RecordFormat, Writing> = {
  json: { mediaType: 'application/json', sql: jsonSql, separator: ',', head: () => '', tail: '' },
  ndjson: { mediaType: 'application/x-ndjson', sql: jsonSql, separator: '\n', head: () => '', tail: '\n' },
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    sql: csvSql,
    separator: '\r\n',
    head: (fields) => `${csvColumns(fields).join(',')}\r\n`,
    tail: '\r\n',
  },
};
