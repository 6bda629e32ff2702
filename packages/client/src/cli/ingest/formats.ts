import type { CallRecordSource } from '@strowger/contracts';

/** Looks at bytes in their order: true behind the one that ends a record. What is no part of a record is blanked. */
export type BorderFinder = (bytes: Uint8Array, index: number) => boolean;

/** How the records of a format stand in a file. */
export type FileFormat = {
  name: string;
  mediaType: string;
  /** The first line names the columns: it goes with every part. */
  hasHeader: boolean;
  findBorders(): BorderFinder;
};

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const BLANK = 0x20;

const lines = (): BorderFinder => (bytes, index) => bytes[index] === NEWLINE;

/** A row longer than the API takes has a quote that is not closed. */
const ROW_BYTES_MAX = 64 * 1024;

/** A line break within quotes ends nothing, unless the quotes are wrong: those end with their line or the next. */
function quotedLines(): BorderFinder {
  let place: 'cellStart' | 'bare' | 'quoted' | 'afterQuote' = 'cellStart';
  let rowBytes = 0;
  return (bytes, index) => {
    const byte = bytes[index] as number;
    if (++rowBytes > ROW_BYTES_MAX) place = 'bare';
    if (place === 'quoted') {
      if (byte === QUOTE) place = 'afterQuote';
      return false;
    }
    if (byte === NEWLINE) {
      place = 'cellStart';
      rowBytes = 0;
      return true;
    }
    const opens = byte === QUOTE && (place === 'cellStart' || place === 'afterQuote');
    place = opens ? 'quoted' : byte === COMMA ? 'cellStart' : 'bare';
    return false;
  };
}

const OPEN = new Set(['{', '['].map((char) => char.charCodeAt(0)));
const CLOSE = new Set(['}', ']'].map((char) => char.charCodeAt(0)));
const BETWEEN = new Set(['[', ']', ','].map((char) => char.charCodeAt(0)));

/** Objects one after the other, or in an array: of that only the objects are left. */
function jsonObjects(): BorderFinder {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  return (bytes, index) => {
    const byte = bytes[index] as number;
    if (inString) {
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) inString = false;
      return false;
    }
    if (byte === QUOTE) inString = true;
    else if (depth === 0 && BETWEEN.has(byte)) bytes[index] = BLANK;
    else if (OPEN.has(byte)) depth++;
    else if (CLOSE.has(byte)) return --depth === 0;
    return false;
  };
}

const formats = {
  ndjson: { name: 'ndjson', mediaType: 'application/x-ndjson', hasHeader: false, findBorders: lines },
  csv: { name: 'csv', mediaType: 'text/csv', hasHeader: true, findBorders: quotedLines },
  asteriskCsv: { name: 'asterisk-csv', mediaType: 'text/csv', hasHeader: false, findBorders: quotedLines },
  freeswitchJson: {
    name: 'freeswitch-json',
    mediaType: 'application/json',
    hasHeader: false,
    findBorders: jsonObjects,
  },
} satisfies Record<CallRecordSource['format'], FileFormat>;

/** The formats that a source may have. */
export const fileFormats: readonly FileFormat[] = Object.values(formats);

/** What a file is, by how it begins; undefined where that does not tell. */
export function sniffFormat(beginning: string): string | undefined {
  const text = beginning.replace(/^\uFEFF/, '').trimStart();
  if (/^[{[]/.test(text)) {
    if (/^\{[^\n]*"recordKey"/.test(text)) return 'ndjson';
    return /"(variables|callflow|core-uuid)"/.test(text) ? 'freeswitch-json' : undefined;
  }
  const [line = ''] = text.split('\n');
  if (/(^|[,;"])recordKey([,;"]|\s*$)/.test(line)) return 'csv';
  return line.split(',').length >= 16 ? 'asterisk-csv' : undefined;
}
