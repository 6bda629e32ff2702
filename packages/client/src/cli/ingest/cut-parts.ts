import { UsageError } from '../exit-code.ts';
import type { FileFormat } from './formats.ts';

/** A part of a file that ends where a record ends. */
export type Part = {
  /** What is sent: the header, where the format has one, and the bytes of the file. */
  bytes: Uint8Array;
  /** Where it lies in the file. */
  start: number;
  end: number;
  records: number;
};

const BYTES_MAX = 8 * 1024 * 1024;
const RECORD_BYTES_MAX = 4 * 1024 * 1024;

export type Cutting = {
  /** Where in the file the stream begins: behind a record, or at 0. */
  start: number;
  /** Goes with every part. */
  header: Uint8Array;
  recordsMax: number;
};

/** The records of a stream in parts. @throws UsageError if it does not look like that format */
export async function* cutParts(
  stream: AsyncIterable<Uint8Array>,
  format: FileFormat,
  { start, header, recordsMax }: Cutting,
): AsyncGenerator<Part> {
  const endsRecord = format.findBorders();
  let pending: Uint8Array[] = [];
  let size = 0;
  let from = start;
  let records = 0;
  // Where the last whole record of what is pending ends, from its beginning.
  let whole = 0;

  const take = (): Part => {
    const bytes = Buffer.concat(pending);
    const part = {
      bytes: Buffer.concat([header, bytes.subarray(0, whole)]),
      start: from,
      end: from + whole,
      records,
    };
    pending = whole < bytes.length ? [bytes.subarray(whole)] : [];
    size = bytes.length - whole;
    from += whole;
    whole = 0;
    records = 0;
    return part;
  };

  for await (const given of stream) {
    const chunk = Buffer.from(given);
    let begin = 0;
    for (let index = 0; index < chunk.length; index++) {
      if (!endsRecord(chunk, index)) continue;
      records++;
      whole = size + index + 1 - begin;
      if (records < recordsMax && whole < BYTES_MAX) continue;
      pending.push(chunk.subarray(begin, index + 1));
      size += index + 1 - begin;
      begin = index + 1;
      yield take();
    }
    pending.push(chunk.subarray(begin));
    size += chunk.length - begin;
    if (size - whole > RECORD_BYTES_MAX)
      throw new UsageError(`No record ends within ${RECORD_BYTES_MAX >> 20} MiB: is it ${format.name}?`);
  }
  // What stands behind the last border: a record without its line break, or nothing.
  const rest = Buffer.concat(pending).subarray(whole);
  if (!/^\s*$/.test(rest.toString('latin1'))) {
    records++;
    whole = size;
  }
  if (records > 0) yield take();
}
