import { type OperationId, operationOf } from '@strowger/contracts';
import { type Command, Option } from 'commander';
import type { CallInput, Strowger } from '../../index.ts';
import { sleep } from '../../retry.ts';
import { addConnection, connect, connectionOf } from '../connection.ts';
import { type Flag, flagsOf } from '../derive/flags.ts';
import { camel, optionsOf } from '../derive/options.ts';
import { type FlagValue, flagValue, toWire } from '../derive/read-input.ts';
import { BadEnd, UsageError } from '../exit-code.ts';
import { type Io, note } from '../io.ts';
import { formOf, type OutputFlags, outputForms, writeThing } from '../output/write-result.ts';
import { counted, createProgress, grouped } from '../progress.ts';

type RecordRequest = Awaited<ReturnType<Strowger['getCallRecordRequest']>>;
type RequestFlags = OutputFlags & { customerId?: string; wait?: boolean } & Record<string, FlagValue>;

const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled']);
const LOOK_MS = 1_000;
/** The flags are those of the operation, which is where a filter is added. */
const flags: Flag[] = flagsOf('getCallRecords');

/** `strowger records request --consumer con_… --from … --to … --wait` */
export function addRequestRecords(io: Io, records: Command): void {
  const command = records
    .command('request')
    .summary('order call records, and wait until they are delivered')
    .description(
      'Orders the call records of a period: they are delivered to a consumer as signed messages. Times are RFC 3339 in UTC, or a day like 2026-11-24, which begins at 00:00 UTC.',
    );
  command.optionsGroup('What is ordered:');
  command.option(
    '--customer-id <id>',
    'of this customer and those below it; the whole scope where it is left out',
  );
  for (const flag of flags) for (const option of optionsOf(flag)) command.addOption(option);
  command.optionsGroup('Call:');
  command.option('--wait', 'until it is completed (exit code 0), or failed or cancelled (4)');
  command.optionsGroup('Output:');
  command.addOption(new Option('--output <form>', `${outputForms.join(' | ')}; table`));
  command.option('--columns <names>', 'only these fields, as in id,status');
  addConnection(command);
  command.action(async () => {
    const values = command.opts<RequestFlags>();
    formOf(values);
    const client = await connect(io, connectionOf(command));
    const request = await order(io, client, values);
    if (!values.wait) return writeThing(io, request as never, values);
    const last = await waitFor(io, client, request);
    await writeThing(io, last as never, values);
    if (last.status !== 'completed')
      throw new BadEnd(`The request is ${last.status}${last.lastError ? `: ${last.lastError}` : ''}.`);
  });
}

async function order(io: Io, client: Strowger, values: RequestFlags): Promise<RecordRequest> {
  const given = Object.fromEntries(
    flags.map((flag) => [flag.field, inFull(flag, flagValue(flag, values[camel(flag.name)]))]),
  );
  for (const flag of flags)
    if (flag.isRequired && given[flag.field] === undefined)
      throw new UsageError(`--${flag.name} must be given.`);
  const id: OperationId = values.customerId ? 'getCustomerCallRecords' : 'getCallRecords';
  const input = {
    ...toWire(operationOf(id), given),
    ...(values.customerId && { customerId: values.customerId }),
  };
  return client.call(id as 'getCallRecords', input as CallInput<'getCallRecords'>, { signal: io.signal });
}

/** A day stands for its beginning. */
const inFull = (flag: Flag, value: unknown): unknown =>
  (flag.field === 'from' || flag.field === 'to') && /^\d{4}-\d{2}-\d{2}$/.test(String(value))
    ? `${value}T00:00:00Z`
    : value;

async function waitFor(io: Io, client: Strowger, ordered: RecordRequest): Promise<RecordRequest> {
  const progress = createProgress(io);
  let request = ordered;
  let told = '';
  try {
    while (!ended.has(request.status)) {
      progress.show(request.deliveredRecords, request.expectedCount ?? 0, textOf(request));
      if (!io.stderr.isTTY && told !== request.status) note(io, `${request.id}: ${request.status}`);
      told = request.status;
      await sleep(LOOK_MS, io.signal);
      request = await client.getCallRecordRequest({ requestId: ordered.id }, { signal: io.signal });
    }
    progress.show(request.deliveredRecords, request.expectedCount ?? 0, textOf(request));
  } catch (error) {
    progress.stop();
    note(io, `The request goes on without us: strowger call-record-requests get ${ordered.id}`);
    throw error;
  }
  progress.stop();
  return request;
}

function textOf({
  status,
  deliveredRecords,
  expectedCount,
  deliveredBatches,
  lastError,
}: RecordRequest): string {
  const of = expectedCount === null ? '' : ` of ${grouped(expectedCount)}`;
  const trouble = lastError && status !== 'completed' ? `, last error: ${lastError}` : '';
  return `${status}: ${grouped(deliveredRecords)}${of} records in ${counted(deliveredBatches, 'batch', 'batches')}${trouble}`;
}
