import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import type { StreamedBody, Strowger } from '../../index.ts';
import { addConnection, connect, connectionOf } from '../connection.ts';
import { BadEnd, UsageError } from '../exit-code.ts';
import { type Io, note, print } from '../io.ts';
import { renderPreview } from '../output/render-preview.ts';
import { formOf, type OutputFlags, outputForms, writeThing } from '../output/write-result.ts';
import { createProgress, grouped, type Progress } from '../progress.ts';

type ImportFlags = OutputFlags & {
  tariffplan: string;
  preview?: boolean;
  yes?: boolean;
  endMissingAt?: string;
};

const LINES_SHOWN = 20;

/** `strowger rates import deck.csv --tariffplan trf_…` */
export function addImportRates(io: Io, rates: Command): void {
  const command = rates
    .command('import')
    .summary('import the rates of a CSV file into a tariffplan, with a preview')
    .description(
      'Imports rates from CSV; its first line names the columns. It is shown what would be added, changed, ended and sold under cost, and asked whether to go on. All lines are imported, or none.',
    )
    .argument('<file>', 'the CSV file; - for stdin, with --preview or --yes')
    .requiredOption('--tariffplan <id>', 'the tariffplan, trf_…')
    .option('--preview', 'show it and import nothing; 0 if it would be imported, 4 if not')
    .option('--yes', 'import without asking')
    .option('--end-missing-at <time>', 'the file is the whole deck: end rates that it does not name, then')
    .addOption(new Option('--output <form>', `${outputForms.join(' | ')}; table`));
  addConnection(command);
  command.action(async (file: string, flags: ImportFlags) => {
    formOf(flags);
    if (!flags.preview && !flags.yes && (file === '-' || !io.stdin.isTTY))
      throw new UsageError('There is nobody to ask: give --preview to look, or --yes to import.');
    const client = await connect(io, connectionOf(command));
    if (flags.preview) return preview(io, client, file, flags);
    if (!flags.yes) {
      const accepted = await showPreview(io, client, file, flags);
      if (!accepted) throw new BadEnd('It would be refused: nothing is imported.');
      if (!(await isAgreed(io))) throw new BadEnd('Nothing is imported.');
    }
    await importFile(io, client, file, flags);
  });
}

const inputOf = ({ tariffplan, endMissingAt }: ImportFlags) => ({
  tariffplanId: tariffplan,
  ...(endMissingAt !== undefined && { endMissingAt }),
});

async function preview(io: Io, client: Strowger, file: string, flags: ImportFlags): Promise<void> {
  const accepted = await showPreview(io, client, file, flags);
  if (!accepted) throw new BadEnd('It would be refused.');
}

/** @returns whether the import would be made */
async function showPreview(io: Io, client: Strowger, file: string, flags: ImportFlags): Promise<boolean> {
  const input = { ...inputOf(flags), show: LINES_SHOWN };
  const found = await withBody(io, file, (body) => client.previewRates(input, body, { signal: io.signal }));
  if (formOf(flags) === 'table') await print(io, renderPreview(io, found));
  else await writeThing(io, found, flags);
  return found.accepted;
}

async function isAgreed(io: Io): Promise<boolean> {
  const asking = createInterface({ input: io.stdin, output: io.stderr });
  try {
    const answer = await asking.question('Import? [y/N] ', { signal: io.signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    asking.close();
  }
}

async function importFile(io: Io, client: Strowger, file: string, flags: ImportFlags): Promise<void> {
  const result = await withBody(io, file, (body) =>
    client.importRates(inputOf(flags), body, { signal: io.signal }),
  );
  note(io, 'Imported.');
  await writeThing(io, result, flags);
}

async function withBody<T>(io: Io, file: string, use: (body: StreamedBody) => Promise<T>): Promise<T> {
  const progress = createProgress(io);
  try {
    return await use(await csvBody(io, file, progress));
  } finally {
    progress.stop();
  }
}

/** A file as it is read, with how much of it is gone. @throws UsageError */
async function csvBody(io: Io, file: string, progress: Progress): Promise<StreamedBody> {
  const size = file === '-' ? 0 : (await factsOf(file)).size;
  const stream = file === '-' ? (io.stdin as Readable) : createReadStream(file, { signal: io.signal });
  let sent = 0;
  async function* told(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      sent += (chunk as Uint8Array).byteLength;
      progress.show(sent, size, `${grouped(Math.ceil(sent / 1024))} KiB sent`);
      yield Buffer.from(chunk as Uint8Array);
    }
  }
  const content = Readable.toWeb(Readable.from(told())) as ReadableStream<Uint8Array>;
  return { mediaType: 'text/csv', content };
}

const factsOf = (file: string) =>
  stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code}).`);
  });
