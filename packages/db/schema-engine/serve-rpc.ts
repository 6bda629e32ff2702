import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { createDatabase, runStatement } from './administer-database.ts';
import { migrationAdapterFactory } from './migration-adapter.ts';
import type { EngineArguments } from './parse-arguments.ts';

type Params = Record<string, unknown> & { datasource?: { url?: string } };
type Request = { id: number; method?: string; params?: Params };
type EngineMethod = (params: unknown) => Promise<unknown>;

/** The engine connects lazily; `migrate diff` between files asks for an engine without any database. */
const NO_DATABASE = 'postgresql://127.0.0.1:1/none';

/** The native engine's answer to a failed request; the CLI reads `data`. */
const JSON_RPC_ENGINE_ERROR = 4466;

/**
 * Answers the CLI's line-delimited JSON-RPC on stdin and stdout until stdin closes, one request after another:
 * the engine keeps the state of one connection.
 */
export async function serveRpc(args: EngineArguments): Promise<void> {
  const factory = bindMigrationAwareSqlAdapterFactory(
    migrationAdapterFactory(args.url ?? NO_DATABASE, args.shadowDatabaseUrl),
  );
  const datamodels = await Promise.all(
    args.datamodels.map(async (file): Promise<[string, string]> => [file, await readFile(file, 'utf8')]),
  );
  let engine: Promise<SchemaEngine> | undefined;
  const openEngine = () => {
    const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
    engine ??= SchemaEngine.new(options, () => {}, factory);
    return engine;
  };
  const urlOf = (params: Params): string => {
    const url = params.datasource?.url ?? args.url;
    if (!url) throw new Error('No database URL was given.');
    return url;
  };

  async function answer(method: string, params: Params): Promise<unknown> {
    switch (method) {
      case 'createDatabase':
        return { databaseName: await createDatabase(urlOf(params)) };
      case 'getDatabaseVersion':
        return (await runStatement(urlOf(params), 'select version()'))?.version;
      case 'diff': {
        const result = await (await openEngine()).diff(
          params as unknown as Parameters<SchemaEngine['diff']>[0],
        );
        if (result.stdout !== null) print(result.stdout);
        return result;
      }
      default: {
        const target = await openEngine();
        const run = (target as unknown as Record<string, EngineMethod | undefined>)[method];
        if (typeof run !== 'function') throw new Error(`The WASM schema engine has no method ${method}.`);
        return (await run.call(target, params)) ?? {};
      }
    }
  }

  /** The engine names an error of the database by a number only; the factory's registry knows the error itself. */
  function describe(error: unknown) {
    const fault = error as { message?: string; code?: string; meta?: unknown };
    const message = String(fault.message ?? error);
    const number = /External error id#(\d+)/.exec(message)?.[1];
    const hidden =
      number === undefined ? undefined : factory.errorRegistry.consumeError(Number(number))?.error;
    const cause = (hidden instanceof Error && hidden.cause ? hidden.cause : hidden) as
      | { originalMessage?: string; originalCode?: string; message?: string; code?: string; kind?: string }
      | undefined;
    const text = cause
      ? `Database error: ${cause.originalMessage ?? cause.message ?? 'unknown'} (${cause.originalCode ?? cause.code ?? cause.kind ?? 'no code'})\n${message}`
      : message;
    const data = { is_panic: false, message: text, meta: fault.meta ?? null, error_code: fault.code ?? '' };
    return {
      code: JSON_RPC_ENGINE_ERROR,
      message: 'An error happened. Check the data field for details.',
      data,
    };
  }

  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params = {} } = JSON.parse(line) as Request;
    if (method === undefined) continue; // the CLI's reply to a `print`
    try {
      send({ id, result: await answer(method, params) });
    } catch (error) {
      send({ id, error: describe(error) });
    }
  }
}

const send = (message: object): void => {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
};

let printed = 0;
/** What a command writes to the user's screen goes as a request of the engine to the CLI. */
const print = (content: string): void => {
  printed += 1;
  send({ id: printed, method: 'print', params: { content } });
};
