import { type RawRecord, RecordBytes, rawRecord, type Splitter } from './raw-record.ts';

/** Cuts at one byte: lines at LF (a CR before it is white space), form fields at `&`. Empty ones are left out. */
export class DelimitedSplitter implements Splitter {
  readonly #delimiter: number;
  readonly #bytesMax: number;
  readonly #rest: RecordBytes;

  constructor(delimiter: '\n' | '&', bytesMax: number) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#bytesMax = bytesMax;
    this.#rest = new RecordBytes(bytesMax);
  }

  push(chunk: Uint8Array): RawRecord[] {
    const records: RawRecord[] = [];
    let at = 0;
    for (;;) {
      const end = chunk.indexOf(this.#delimiter, at);
      if (end < 0) break;
      const record = this.#record(chunk.subarray(at, end));
      if (record) records.push(record);
      at = end + 1;
    }
    // A copy: the sender may use the chunk's memory again.
    if (at < chunk.length) this.#rest.add(chunk.slice(at));
    return records;
  }

  end(): RawRecord[] {
    const record = this.#rest.take();
    return record ? [record] : [];
  }

  #record(bytes: Uint8Array): RawRecord | undefined {
    if (this.#rest.empty && bytes.length <= this.#bytesMax)
      return rawRecord(bytes, undefined, this.#bytesMax);
    this.#rest.add(bytes);
    return this.#rest.take();
  }
}
