import { hash } from 'node:crypto';
import type { RawRecord, Splitter } from './raw-record.ts';

/**
 * Rows below a header row. Each one is given together with the header, as two lines: a text that can be read by itself,
 * whenever that is. A header that comes again, as in files put together, is passed over.
 */
export class HeaderSplitter implements Splitter {
  readonly #rows: Splitter;
  readonly #requireHeader: (header: RawRecord) => void;
  #header: string | undefined;

  /** @param requireHeader throws where the header is not right */
  constructor(rows: Splitter, requireHeader: (header: RawRecord) => void) {
    this.#rows = rows;
    this.#requireHeader = requireHeader;
  }

  push(chunk: Uint8Array): RawRecord[] {
    return this.#rows.push(chunk).flatMap((row) => this.#below(row));
  }

  end(): RawRecord[] {
    return this.#rows.end().flatMap((row) => this.#below(row));
  }

  #below(row: RawRecord): RawRecord[] {
    if (this.#header === undefined) {
      this.#requireHeader(row);
      this.#header = row.text;
      return [];
    }
    if (row.text === this.#header) return [];
    const text = `${this.#header}\n${row.text}`;
    return [{ ...row, text, sha256: row.fault === null ? hash('sha256', text, 'hex') : row.sha256 }];
  }
}
