import { operationOf } from '@strowger/contracts';

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
const BACKSLASH = 0x5c;
const BLANK = 0x20;

const lines = (): BorderFinder => (bytes, index) => bytes[index] === NEWLINE;

/** A line break within quotes ends nothing. */
function quotedLines(): BorderFinder {
  let inQuotes = false;
  return (bytes, index) => {
    if (bytes[index] === QUOTE) inQuotes = !inQuotes;
    return bytes[index] === NEWLINE && !inQuotes;
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

const all: FileFormat[] = [
  { name: 'ndjson', mediaType: 'application/x-ndjson', hasHeader: false, findBorders: lines },
  { name: 'csv', mediaType: 'text/csv', hasHeader: true, findBorders: quotedLines },
  { name: 'asterisk-csv', mediaType: 'text/csv', hasHeader: false, findBorders: quotedLines },
  { name: 'freeswitch-json', mediaType: 'application/json', hasHeader: false, findBorders: jsonObjects },
];

const taken: readonly string[] = operationOf('ingestCallRecords').streamedBody?.mediaTypes ?? [];

/** The formats that the API takes. */
export const fileFormats: readonly FileFormat[] = all.filter(({ mediaType }) => taken.includes(mediaType));

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
