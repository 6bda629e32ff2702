import { Buffer } from 'node:buffer';
import { type RawRecord, RecordBytes, rawRecord, type Splitter } from './raw-record.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** Where in a row the reading stands. `broken`: its quotes mean nothing any more, it goes on to the end of the line. */
type Place = 'cellStart' | 'bare' | 'quoted' | 'afterQuote' | 'broken';

/**
 * Cuts CSV (RFC 4180: quoted cells may hold commas, doubled quotes and line ends) into rows. A quote that is not closed,
 * as of a line that was half written, would turn the rest of the file inside out: as soon as a quote stands where none may,
 * or a row gets too long, its first line alone is given, for the reader to refuse, and the reading begins anew behind it.
 */
export class CsvSplitter implements Splitter {
  readonly #bytesMax: number;
  /** The row at hand, as far as it has come. */
  #rest: Uint8Array = new Uint8Array(0);
  #scanned = 0;
  #place: Place = 'cellStart';
  /** A row that is longer than is kept, up to the end of its line. */
  #long: RecordBytes | undefined;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  push(chunk: Uint8Array): RawRecord[] {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    return this.#read(bytes, false);
  }

  end(): RawRecord[] {
    return this.#read(this.#rest, true);
  }

  #read(bytes: Uint8Array, isEnd: boolean): RawRecord[] {
    const records: RawRecord[] = [];
    let start = 0;
    let at = this.#scanned;
    const give = (end: number) => {
      const record = this.#record(bytes.subarray(start, end));
      if (record) records.push(record);
      start = end + 1;
      at = start;
      this.#place = 'cellStart';
    };
    while (at < bytes.length || (isEnd && this.#place === 'quoted')) {
      const byte = bytes[at];
      const place = this.#long || at - start === this.#bytesMax ? 'broken' : this.#next(byte);
      if (place === 'broken') {
        const lineEnd = bytes.indexOf(LF, start);
        if (lineEnd >= 0) give(lineEnd);
        else {
          this.#place = place;
          at = bytes.length;
        }
      } else if (byte === LF && place === 'cellStart') {
        give(at);
      } else {
        this.#place = place;
        at++;
      }
    }
    if (isEnd && start < bytes.length + (this.#long ? 1 : 0)) give(bytes.length);
    this.#keep(isEnd ? new Uint8Array(0) : bytes.subarray(start));
    return records;
  }

  /** The place behind a byte; undefined stands for the end of the body. */
  #next(byte: number | undefined): Place {
    const place = this.#place;
    if (place === 'broken' || byte === undefined) return 'broken';
    if (place === 'quoted') return byte === QUOTE ? 'afterQuote' : 'quoted';
    if (byte === LF || byte === COMMA) return 'cellStart';
    if (place === 'afterQuote') return byte === QUOTE ? 'quoted' : byte === CR ? 'afterQuote' : 'broken';
    return place === 'cellStart' && byte === QUOTE ? 'quoted' : 'bare';
  }

  /** A copy, as the sender may use the chunk's memory again; of a line that is too long no more than is kept of it. */
  #keep(rest: Uint8Array): void {
    if (this.#place === 'broken' && (this.#long || rest.length > this.#bytesMax)) {
      this.#long ??= new RecordBytes(this.#bytesMax);
      this.#long.add(rest.slice());
      this.#rest = new Uint8Array(0);
    } else {
      this.#rest = rest.slice();
    }
    this.#scanned = this.#rest.length;
  }

  #record(row: Uint8Array): RawRecord | undefined {
    const bytes = row.at(-1) === CR ? row.subarray(0, -1) : row;
    const long = this.#long ?? (bytes.length > this.#bytesMax ? new RecordBytes(this.#bytesMax) : undefined);
    if (!long) return rawRecord(bytes, undefined, this.#bytesMax);
    this.#long = undefined;
    long.add(bytes.slice());
    return long.take();
  }
}
