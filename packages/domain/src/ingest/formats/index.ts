import type { CallRecordSource } from '@strowger/contracts';
import { CsvSplitter } from '../split/csv-splitter.ts';
import { DelimitedSplitter } from '../split/delimited-splitter.ts';
import { FormSplitter } from '../split/form-splitter.ts';
import { HeaderSplitter } from '../split/header-splitter.ts';
import { JsonSplitter } from '../split/json-splitter.ts';
import type { Splitter } from '../split/raw-record.ts';
import { parseAsterisk } from './asterisk.ts';
import { parseFreeswitch } from './freeswitch.ts';
import { parseNative } from './native.ts';
import { parseNativeCsv, requireNativeHeader } from './native-csv.ts';
import type { ParsedRecord, ParseSettings } from './parsed-record.ts';

export type SourceFormat = CallRecordSource['format'];

type Format = {
  /** How a body of each media type is cut into records. */
  splitters: Record<string, () => Splitter>;
  /** Of one record. */
  bytesMax: number;
  parse: (text: string, settings: ParseSettings) => ParsedRecord;
  /** Its records name legs that originated them, so that one may have to wait for another. */
  hasLegs: boolean;
};

const NATIVE_BYTES_MAX = 64 * 1024;
/** A leg with a long application log takes some 100 KiB. */
const FREESWITCH_BYTES_MAX = 1024 * 1024;
/** Asterisk itself writes none of more than 1,023 bytes. */
const CSV_BYTES_MAX = 64 * 1024;

export const formats: Record<SourceFormat, Format> = {
  ndjson: {
    splitters: { 'application/x-ndjson': () => new DelimitedSplitter('\n', NATIVE_BYTES_MAX) },
    bytesMax: NATIVE_BYTES_MAX,
    parse: parseNative,
    hasLegs: false,
  },
  csv: {
    splitters: { 'text/csv': () => new HeaderSplitter(new CsvSplitter(CSV_BYTES_MAX), requireNativeHeader) },
    bytesMax: CSV_BYTES_MAX,
    parse: parseNativeCsv,
    hasLegs: false,
  },
  asteriskCsv: {
    splitters: { 'text/csv': () => new CsvSplitter(CSV_BYTES_MAX) },
    bytesMax: CSV_BYTES_MAX,
    parse: parseAsterisk,
    hasLegs: false,
  },
  freeswitchJson: {
    splitters: {
      'application/json': () => new JsonSplitter(FREESWITCH_BYTES_MAX),
      'application/x-www-form-urlencoded': () => new FormSplitter(FREESWITCH_BYTES_MAX),
    },
    bytesMax: FREESWITCH_BYTES_MAX,
    parse: parseFreeswitch,
    hasLegs: true,
  },
};
