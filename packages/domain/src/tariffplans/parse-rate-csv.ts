import { Readable } from 'node:stream';
import { type FieldError, RateCreate } from '@strowger/contracts';
import { CsvError, type Info, parse } from 'csv-parse';
import { DomainError } from '../core/domain-error.ts';
import { LineFaults } from './line-faults.ts';

/** One line of an import, defaults filled in. Times are RFC 3339, money decimal strings. */
export type RateLine = {
  line: number;
  prefix: string;
  name: string;
  country: string | null;
  direction: 'outbound' | 'inbound';
  connectionFee: string;
  pricePerMinute: string;
  offPeakPricePerMinute: string | null;
  initialSeconds: number;
  incrementSeconds: number;
  graceSeconds: number;
  minimumCharge: string;
  blocked: boolean;
  validFrom: string;
  validTo: string | null;
};

const required = ['prefix', 'name', 'pricePerMinute'];
const columns = Object.keys(RateCreate.shape);
const integers = new Set(['initialSeconds', 'incrementSeconds', 'graceSeconds']);

const LINES_MAX = 250_000;
const LINE_BYTES_MAX = 64 * 1024;
const HEADER_ERRORS_SHOWN = 50;

/**
 * Reads all lines of a rate CSV with a header row, in UTF-8. An empty cell stands for the default.
 * @returns the lines that can be read, and what is wrong with the others
 * @throws DomainError validation, where the file as a whole cannot be read
 */
export async function parseRateCsv(
  chunks: AsyncIterable<Uint8Array>,
  now: Date,
): Promise<{ lines: RateLine[]; faults: LineFaults }> {
  const lines: RateLine[] = [];
  const faults = new LineFaults({ one: 'is not right', many: 'are not right' });
  let header: string[] | undefined;
  for await (const { record, info } of readRecords(chunks)) {
    if (header === undefined) {
      header = readHeader(record);
    } else if (info.records - 1 > LINES_MAX) {
      throw new DomainError('validation', `An import takes at most ${LINES_MAX} rates.`);
    } else {
      const line = readLine(header, record, info.lines, now, faults);
      if (line) lines.push(line);
    }
  }
  if (header === undefined) throw new DomainError('validation', 'The file is empty: a header row is needed.');
  return { lines, faults };
}

type Parsed = { record: string[]; info: Info };

async function* readRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Parsed> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: LINE_BYTES_MAX,
  });
  const source = Readable.from(decode(chunks));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const parsed of parser) yield parsed as Parsed;
  } catch (error) {
    // The parser's own message repeats what was sent.
    if (!(error instanceof CsvError)) throw error;
    const { code, lines } = error as CsvError & { lines?: number };
    const detail = `line ${lines}: cannot be read as CSV (${code})`;
    throw new DomainError('validation', `Line ${lines} cannot be read as CSV; nothing was imported.`, {
      fields: [{ code: 'invalid', pointer: `/lines/${lines}`, detail }],
    });
  } finally {
    source.destroy();
  }
}

async function* decode(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DomainError('validation', 'The file is not UTF-8; nothing was imported.');
  }
}

function readHeader(names: string[]): string[] {
  const fields: FieldError[] = [];
  const fault = (name: string, detail: string) =>
    fields.push({ code: 'invalid', pointer: `/lines/1/${name}`, detail: `line 1: ${detail}` });
  for (const name of required) if (!names.includes(name)) fault(name, `the column ${name} is missing`);
  names.forEach((name, i) => {
    if (!columns.includes(name)) fault(String(i + 1), `column ${i + 1} has a name that is not known`);
    else if (names.indexOf(name) !== i) fault(name, `the column ${name} comes twice`);
  });
  if (fields.length > 0) {
    throw new DomainError('validation', 'The header row is not right; nothing was imported.', {
      fields: fields.slice(0, HEADER_ERRORS_SHOWN),
    });
  }
  return names;
}

function readLine(
  header: string[],
  cells: string[],
  line: number,
  now: Date,
  faults: LineFaults,
): RateLine | undefined {
  if (cells.length !== header.length) {
    faults.add(line, 'cells', `are ${cells.length}, and the header names ${header.length}`);
    return undefined;
  }
  const given = Object.fromEntries(
    header.flatMap((name, i) => (cells[i] ? [[name, readCell(name, cells[i])]] : [])),
  );
  const parsed = RateCreate.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? 'line');
      faults.add(line, field, field in given ? issue.message : 'is missing');
    }
    return undefined;
  }
  const rate = parsed.data;
  const validFrom = rate.validFrom ?? now;
  if (rate.validTo && rate.validTo <= validFrom) {
    faults.add(line, 'validTo', 'must lie after validFrom');
    return undefined;
  }
  return {
    line,
    prefix: rate.prefix,
    name: rate.name,
    country: rate.country ?? null,
    direction: rate.direction ?? 'outbound',
    connectionFee: rate.connectionFee ?? '0',
    pricePerMinute: rate.pricePerMinute,
    offPeakPricePerMinute: rate.offPeakPricePerMinute ?? null,
    initialSeconds: rate.initialSeconds ?? 1,
    incrementSeconds: rate.incrementSeconds ?? 1,
    graceSeconds: rate.graceSeconds ?? 0,
    minimumCharge: rate.minimumCharge ?? '0',
    blocked: rate.blocked ?? false,
    validFrom: validFrom.toISOString(),
    validTo: rate.validTo?.toISOString() ?? null,
  };
}

/** Text that is no plain number or boolean stays text, for the contract to refuse. */
function readCell(name: string, text: string): unknown {
  if (integers.has(name)) return /^\d{1,9}$/.test(text) ? Number(text) : text;
  if (name === 'blocked') return text === 'true' || (text === 'false' ? false : text);
  return text;
}
