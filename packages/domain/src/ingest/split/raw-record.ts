import { Buffer, isUtf8 } from 'node:buffer';
import { createHash, type Hash, hash } from 'node:crypto';

/** The text of one record as it was sent, and the hash that tells it from others. */
export type RawRecord = {
  text: string;
  sha256: string;
  /** Why it cannot be read at all, or null. The text is then as much of it as can be kept. */
  fault: string | null;
};

/** Cuts a body into records. What a chunk ends in the middle of is kept for the next one. */
export type Splitter = { push(chunk: Uint8Array): RawRecord[]; end(): RawRecord[] };

/** Bytes of one record, of which at most `bytesMax` are kept: a record without end takes no memory. */
export class RecordBytes {
  readonly #bytesMax: number;
  #parts: Uint8Array[] = [];
  #kept = 0;
  #total = 0;
  /** Only where the record is longer than is kept. */
  #hash: Hash | undefined;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get empty(): boolean {
    return this.#total === 0;
  }

  add(part: Uint8Array): void {
    this.#total += part.length;
    if (this.#total > this.#bytesMax && !this.#hash) {
      this.#hash = createHash('sha256');
      for (const kept of this.#parts) this.#hash.update(kept);
    }
    this.#hash?.update(part);
    const room = this.#bytesMax - this.#kept;
    if (room <= 0) return;
    const kept = part.length > room ? part.subarray(0, room) : part;
    this.#parts.push(kept);
    this.#kept += kept.length;
  }

  /** The record, or undefined if it is nothing but white space. Begins anew. */
  take(): RawRecord | undefined {
    const [first] = this.#parts;
    const bytes = first && this.#parts.length === 1 ? first : Buffer.concat(this.#parts);
    const record = rawRecord(bytes, this.#hash?.digest('hex'), this.#bytesMax);
    this.#parts = [];
    this.#kept = 0;
    this.#total = 0;
    this.#hash = undefined;
    return record;
  }
}

/** A record of bytes that are all there, or (with the hash of the whole) of the first of them. */
export function rawRecord(
  bytes: Uint8Array,
  sha256OfLonger: string | undefined,
  bytesMax: number,
): RawRecord | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  if (text === '') return undefined;
  const sha256 = sha256OfLonger ?? hash('sha256', buffer, 'hex');
  if (sha256OfLonger !== undefined) {
    return {
      text: storable(text),
      sha256,
      fault: `is longer than ${bytesMax} bytes: only the first are kept`,
    };
  }
  if (!isUtf8(buffer)) return { text: storable(text), sha256, fault: 'is not UTF-8' };
  return { text: storable(text), sha256, fault: null };
}

/** PostgreSQL takes any text but NUL. */
export const storable = (text: string): string =>
  text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
