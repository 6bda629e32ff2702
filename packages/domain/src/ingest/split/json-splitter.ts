import { type RawRecord, RecordBytes, type Splitter } from './raw-record.ts';

const OPEN = new Set([0x7b, 0x5b]); // { [
const CLOSE = new Set([0x7d, 0x5d]); // } ]
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;
/** What may stand between the values at the top: white space, commas, the brackets of an array. */
const BETWEEN = new Set([0x20, 0x09, 0x0a, 0x0d, 0x2c, 0x5b, 0x5d]);

/**
 * Cuts a JSON text into its objects, without a parse of the whole: an array of any length, one object, or objects one
 * after the other. What is no object is given as a record as well, for its reader to refuse.
 */
export class JsonSplitter implements Splitter {
  readonly #record: RecordBytes;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** In something at the top that is no object. */
  #inJunk = false;

  constructor(bytesMax: number) {
    this.#record = new RecordBytes(bytesMax);
  }

  push(chunk: Uint8Array): RawRecord[] {
    const records: RawRecord[] = [];
    const take = (from: number, to: number) => {
      this.#record.add(chunk.slice(from, to));
      const record = this.#record.take();
      if (record) records.push(record);
    };
    let start = this.#depth > 0 || this.#inJunk ? 0 : -1;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (this.#depth > 0) {
        if (this.#closes(byte)) {
          take(start, i + 1);
          start = -1;
        }
      } else if (byte === BRACE || BETWEEN.has(byte)) {
        if (this.#inJunk) take(start, i);
        this.#inJunk = false;
        start = byte === BRACE ? i : -1;
        this.#depth = byte === BRACE ? 1 : 0;
      } else if (!this.#inJunk) {
        this.#inJunk = true;
        start = i;
      }
    }
    if (start >= 0) this.#record.add(chunk.slice(start));
    return records;
  }

  end(): RawRecord[] {
    const record = this.#record.take();
    return record ? [record] : [];
  }

  /** Goes on by one byte inside a value; true where that byte ends it. */
  #closes(byte: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
    } else if (byte === QUOTE) {
      this.#inString = true;
    } else if (OPEN.has(byte)) {
      this.#depth++;
    } else if (CLOSE.has(byte)) {
      this.#depth--;
      return this.#depth === 0;
    }
    return false;
  }
}
