import { Readable } from 'node:stream';
import { type OperationId, operationOf } from '@strowger/contracts';
import { type Command, Option } from 'commander';
import type { CallInput, CallOptions, Download, Listing, StreamedBody } from '../index.ts';
import { addConnection, type ConnectionFlags, connect, connectionOf } from './connection.ts';
import { argumentsOf, type Flag, flagName, flagsOf } from './derive/flags.ts';
import { camel, optionsOf } from './derive/options.ts';
import { type FlagValue, flagValue, readData, toWire } from './derive/read-input.ts';
import { UsageError } from './exit-code.ts';
import type { Io } from './io.ts';
import { openFile } from './open-file.ts';
import { writeDownload } from './output/write-download.ts';
import { formOf, type OutputFlags, outputForms, writeList, writeThing } from './output/write-result.ts';

type CommonFlags = OutputFlags &
  ConnectionFlags & {
    all?: boolean;
    data?: string;
    mediaType?: string;
    file?: string;
    ifVersion?: string;
    idempotencyKey?: string;
  };

/** The command of an operation: its parameters as arguments, its fields as flags, its result as a table or JSON. */
export function deriveCommand(io: Io, command: Command, id: OperationId): void {
  const operation = operationOf(id);
  const flags = flagsOf(id);
  command.summary(operation.summary).description(descriptionOf(id));
  for (const parameter of argumentsOf(operation)) command.argument(`<${flagName(parameter)}>`);
  command.optionsGroup('Fields:');
  for (const flag of flags) for (const option of optionsOf(flag)) command.addOption(option);
  addCommon(command, id, flags);
  command.action(async (...args: unknown[]) => {
    const values = command.opts<Record<string, FlagValue> & CommonFlags>();
    const parameters = Object.fromEntries(
      argumentsOf(operation).map((name, index) => [name, String(args[index])]),
    );
    await run(io, id, flags, parameters, values, connectionOf(command));
  });
}

function descriptionOf(id: OperationId): string {
  const { summary, description, method, path, scope } = operationOf(id);
  const lines = [`${summary}.`, ...(description ? [`${description.replace(/\.$/, '')}.`] : [])];
  return `${lines.join('\n')}\n\n${method} /v1${path}; scope ${scope}.`;
}

function addCommon(command: Command, id: OperationId, flags: readonly Flag[]): void {
  const { output, kind, body, streamedBody, streamedReply, params, status } = operationOf(id);
  command.optionsGroup('Call:');
  if (streamedBody) {
    command.requiredOption('--data <@file>', 'the body: @FILE, or - for stdin');
    command.option('--media-type <type>', `of the body: ${streamedBody.mediaTypes.join(' | ')}`);
  } else if (body) {
    command.option(
      '--data <json>',
      'fields as JSON: @FILE, - for stdin, or the text itself; flags go before',
    );
  }
  if (kind === 'mutation' && !streamedBody) {
    if (params && status === 200)
      command.option('--if-version <number>', 'only if the thing still has this version');
    command.option(
      '--idempotency-key <text>',
      'a second call with it changes nothing and gets the same answer',
    );
  }
  command.optionsGroup('Output:');
  if (streamedReply) command.option('--file <file>', 'where it is written to; stdout where it is left out');
  else {
    if (output.shape === 'list') command.option('--all', 'all pages, not the first one alone');
    command.addOption(new Option('--output <form>', `${outputForms.join(' | ')}; table`));
    command.option('--columns <names>', 'only these fields, as in id,name,contact.email');
  }
  addConnection(command, new Set(flags.map((flag) => flag.name)));
}

async function run(
  io: Io,
  id: OperationId,
  flags: readonly Flag[],
  parameters: Record<string, string>,
  values: Record<string, FlagValue> & CommonFlags,
  connection: ConnectionFlags,
): Promise<void> {
  const operation = operationOf(id);
  formOf(values);
  const given = Object.fromEntries(
    flags
      .map((flag) => [flag.field, flagValue(flag, values[camel(flag.name)])])
      .filter(([, value]) => value !== undefined),
  );
  const data = operation.body ? await readData(io, values.data) : {};
  const input = toWire(operation, { ...data, ...given, ...parameters }) as CallInput<OperationId>;
  const client = await connect(io, connection);
  const options = callOptions(io, values);
  const body = operation.streamedBody && (await streamOf(io, id, values));
  const result = client.call(id as 'getCustomers', input as CallInput<'getCustomers'>, options, body);
  if (operation.streamedReply) await writeDownload(io, (await result) as unknown as Download, values.file);
  else if (operation.output.shape === 'list')
    await writeList(io, result as unknown as Listing<Record<string, unknown>>, values);
  else await writeThing(io, (await result) as unknown as Record<string, unknown> | null, values);
}

function callOptions(io: Io, { ifVersion, idempotencyKey }: CommonFlags): CallOptions {
  if (ifVersion !== undefined && !/^[1-9]\d*$/.test(ifVersion))
    throw new UsageError('--if-version must be a version, as in 7.');
  return {
    signal: io.signal,
    ...(ifVersion !== undefined && { ifVersion: Number(ifVersion) }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}

async function streamOf(
  io: Io,
  id: OperationId,
  { data = '-', mediaType }: CommonFlags,
): Promise<StreamedBody> {
  const [first = ''] = operationOf(id).streamedBody?.mediaTypes ?? [];
  const isStdin = data === '-' || data === '@-';
  const stream = isStdin ? io.stdin : (await openFile(data.replace(/^@/, ''), '--data')).createReadStream();
  const content = Readable.toWeb(stream as Readable) as ReadableStream<Uint8Array>;
  return { mediaType: mediaType ?? first, content };
}
