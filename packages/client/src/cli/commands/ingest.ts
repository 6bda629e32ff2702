import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { ApiProblem, type Strowger } from '../../index.ts';
import { addConnection, connect, connectionOf } from '../connection.ts';
import { UsageError } from '../exit-code.ts';
import { cutParts, type Part } from '../ingest/cut-parts.ts';
import { type FileFormat, fileFormats, sniffFormat } from '../ingest/formats.ts';
import { sendPart } from '../ingest/send-part.ts';
import {
  type Counts,
  forgetState,
  type IngestState,
  nothingSent,
  readState,
  type StatePlace,
  statePlace,
  writeState,
} from '../ingest/state.ts';
import { type Io, note } from '../io.ts';
import { type OutputFlags, outputForms, writeThing } from '../output/write-result.ts';
import { counted, createProgress, grouped, type Progress } from '../progress.ts';

type IngestFlags = OutputFlags & {
  source: string;
  format?: string;
  partRecords: string;
  restart?: boolean;
};

const BEGINNING_BYTES = 64 * 1024;
const names = fileFormats.map(({ name }) => name);

/** `strowger ingest FILE --source pbx1` */
export function addIngest(io: Io, program: Command): void {
  const command = program
    .command('ingest')
    .summary('hand in the call records of a file, resumably')
    .description(
      'Hands in the call records of a file, in parts that end where a record ends. Records are known by their key: what was handed in before is counted as duplicate and changes nothing. A run that breaks off goes on where it was when the same command is given again.',
    )
    .argument('<file>', 'the file; - for stdin')
    .requiredOption('--source <source>', 'name or id (src_…) of the call record source')
    .addOption(new Option('--format <format>', `${names.join(' | ')}; by how the file begins`).choices(names))
    .option('--part-records <number>', 'records sent at a time', '10000')
    .option('--restart', 'from the beginning, whatever was sent before')
    .addOption(new Option('--output <form>', `${outputForms.join(' | ')}; table`));
  addConnection(command);
  command.action(async (file: string, flags: IngestFlags) => {
    const client = await connect(io, connectionOf(command));
    const result =
      file === '-' ? await ingestStdin(io, client, flags) : await ingestFile(io, client, file, flags);
    await writeThing(io, result, flags);
    if (result.quarantined > 0)
      note(io, 'Quarantined records are kept with their reason: strowger quarantined-records list');
  });
}

async function ingestFile(io: Io, client: Strowger, file: string, flags: IngestFlags): Promise<Counts> {
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code}).`);
  });
  if (!facts.isFile())
    throw new UsageError(`${file} is no file; what comes from elsewhere is read from stdin, -.`);
  const beginning = await readBeginning(file);
  const format = formatOf(flags.format, beginning);
  const place = await statePlace(io.environment.stateFolder, file, client.toJSON().url, flags.source);
  const known = flags.restart ? undefined : await readState(place);
  const state = known ?? nothingSent;
  if (known) tellResume(io, known, facts.size);
  const header = format.hasHeader ? headerOf(beginning, format) : new Uint8Array();
  const stream = createReadStream(file, { start: Math.max(state.offset, header.length), signal: io.signal });
  const parts = cutParts(stream, format, {
    start: Math.max(state.offset, header.length),
    header,
    recordsMax: partRecordsOf(flags),
  });
  const end = await sendAll(io, client, flags.source, format, parts, state, { place, total: facts.size });
  await forgetState(place);
  return end.counts;
}

function partRecordsOf({ partRecords }: IngestFlags): number {
  if (!/^[1-9]\d{0,5}$/.test(partRecords)) throw new UsageError('--part-records must be from 1 to 999999.');
  return Number(partRecords);
}

function tellResume(io: Io, { offset, sending, records }: IngestState, size: number): void {
  const percent = Math.floor((offset / size) * 100);
  note(io, `Going on at ${percent} %, behind ${counted(records, 'record')}. (--restart begins anew.)`);
  if (sending !== null)
    note(io, 'The part that was under way is sent again: what of it had arrived is counted as duplicate.');
}

async function ingestStdin(io: Io, client: Strowger, flags: IngestFlags): Promise<Counts> {
  const stream = (io.stdin as AsyncIterable<Uint8Array> & typeof io.stdin)[Symbol.asyncIterator]();
  const first = await stream.next();
  const beginning = Buffer.from(first.done ? '' : (first.value as Uint8Array));
  if (beginning.length === 0) throw new UsageError('There is nothing on stdin.');
  const format = formatOf(flags.format, beginning);
  const header = format.hasHeader ? headerOf(beginning, format) : new Uint8Array();
  async function* rest(): AsyncGenerator<Uint8Array> {
    yield beginning.subarray(header.length);
    for (let next = await stream.next(); !next.done; next = await stream.next())
      yield Buffer.from(next.value);
  }
  const parts = cutParts(rest(), format, { start: header.length, header, recordsMax: partRecordsOf(flags) });
  return (await sendAll(io, client, flags.source, format, parts, nothingSent, { total: 0 })).counts;
}

async function sendAll(
  io: Io,
  client: Strowger,
  source: string,
  format: FileFormat,
  parts: AsyncIterable<Part>,
  begun: IngestState,
  { place, total }: { place?: StatePlace; total: number },
): Promise<IngestState> {
  const progress = createProgress(io, { showsEta: true });
  let state = begun;
  show(progress, state, total);
  try {
    for await (const part of parts) {
      if (place) await writeState(place, { ...state, sending: part.end });
      const counts = await sendPart(io, client, source, format, part, progress);
      state = {
        offset: part.end,
        sending: null,
        records: state.records + part.records,
        counts: {
          accepted: state.counts.accepted + counts.accepted,
          duplicate: state.counts.duplicate + counts.duplicate,
          quarantined: state.counts.quarantined + counts.quarantined,
        },
      };
      if (place) await writeState(place, state);
      show(progress, state, total);
    }
  } catch (error) {
    progress.stop();
    if (place && state.records === 0 && error instanceof ApiProblem) await forgetState(place);
    if (place && state.records > 0)
      note(io, `${counted(state.records, 'record')} sent so far. The same command goes on from there.`);
    throw error;
  }
  progress.stop();
  return state;
}

function show(progress: Progress, { offset, records, counts }: IngestState, total: number): void {
  const beside = counts.quarantined > 0 ? `, ${grouped(counts.quarantined)} quarantined` : '';
  progress.show(offset, total, `${counted(records, 'record')}${beside}`);
}

async function readBeginning(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function formatOf(named: string | undefined, beginning: Buffer): FileFormat {
  const name = named ?? sniffFormat(beginning.toString('utf8'));
  const format = fileFormats.find((one) => one.name === name);
  if (format) return format;
  throw new UsageError(`What format is it? Give --format: ${names.join(', ')}.`);
}

/** The first line, with its line break. */
function headerOf(beginning: Buffer, format: FileFormat): Uint8Array {
  const endsRecord = format.findBorders();
  const end = beginning.findIndex((_, index) => endsRecord(beginning, index));
  if (end < 0) throw new UsageError('There is nothing behind the first line, which names the columns.');
  return beginning.subarray(0, end + 1);
}
