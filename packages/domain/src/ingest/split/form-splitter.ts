import { Buffer } from 'node:buffer';
import { DelimitedSplitter } from './delimited-splitter.ts';
import { JsonSplitter } from './json-splitter.ts';
import type { RawRecord, Splitter } from './raw-record.ts';

const FIELD = 'cdr=';
/** URL encoding makes up to three characters of a byte. */
const ENCODED_MAX = 3;

/** The records of a form: each field `cdr` holds JSON, URL-encoded. Other fields are passed over. */
export class FormSplitter implements Splitter {
  readonly #fields: DelimitedSplitter;
  readonly #bytesMax: number;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
    this.#fields = new DelimitedSplitter('&', bytesMax * ENCODED_MAX);
  }

  push(chunk: Uint8Array): RawRecord[] {
    return this.#fields.push(chunk).flatMap((field) => this.#open(field));
  }

  end(): RawRecord[] {
    return this.#fields.end().flatMap((field) => this.#open(field));
  }

  #open(field: RawRecord): RawRecord[] {
    if (!field.text.startsWith(FIELD)) return [];
    const encoded = field.text.slice(FIELD.length);
    if (field.fault) return [{ ...field, text: encoded }];
    let text: string;
    try {
      text = decodeURIComponent(encoded.replaceAll('+', ' '));
    } catch {
      return [{ ...field, text: encoded, fault: 'is not URL-encoded UTF-8' }];
    }
    const records = new JsonSplitter(this.#bytesMax);
    return [...records.push(Buffer.from(text)), ...records.end()];
  }
}
