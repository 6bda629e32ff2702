import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import type { StreamedBody } from '../../index.ts';
import { addConnection, connect, connectionOf } from '../connection.ts';
import { UsageError } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { type OutputFlags, outputForms, writeThing } from '../output/write-result.ts';
import { createProgress, grouped, type Progress } from '../progress.ts';

type ImportFlags = OutputFlags & { tariffplan: string };

/** `strowger rates import deck.csv --tariffplan trf_…` */
export function addImportRates(io: Io, rates: Command): void {
  const command = rates
    .command('import')
    .summary('import the rates of a CSV file into a tariffplan')
    .description('Imports rates from CSV; its first line names the columns. All lines are imported, or none.')
    .argument('<file>', 'the CSV file; - for stdin')
    .requiredOption('--tariffplan <id>', 'the tariffplan, trf_…')
    .addOption(new Option('--output <form>', `${outputForms.join(' | ')}; table`));
  addConnection(command);
  command.action(async (file: string, flags: ImportFlags) => {
    const client = await connect(io, connectionOf(command));
    const progress = createProgress(io);
    const body = await csvBody(io, file, progress);
    try {
      const result = await client.importRates({ tariffplanId: flags.tariffplan }, body, {
        signal: io.signal,
      });
      progress.stop();
      await writeThing(io, result, flags);
    } finally {
      progress.stop();
    }
  });
}

/** A file as it is read, with how much of it is gone. @throws UsageError */
async function csvBody(io: Io, file: string, progress: Progress): Promise<StreamedBody> {
  const size = file === '-' ? 0 : (await factsOf(file)).size;
  const stream = file === '-' ? (io.stdin as Readable) : createReadStream(file, { signal: io.signal });
  let sent = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      sent += (chunk as Uint8Array).byteLength;
      progress.show(sent, size, `${grouped(Math.ceil(sent / 1024))} KiB sent`);
      yield Buffer.from(chunk as Uint8Array);
    }
  }
  return {
    mediaType: 'text/csv',
    content: Readable.toWeb(Readable.from(counted())) as ReadableStream<Uint8Array>,
  };
}

const factsOf = (file: string) =>
  stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code}).`);
  });
