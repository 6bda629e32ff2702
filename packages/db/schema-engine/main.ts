import { version } from '@prisma/schema-engine-wasm';
import { createDatabase, dropDatabase, runStatement } from './administer-database.ts';
import { type AdminCommand, parseArguments } from './parse-arguments.ts';
import { serveRpc } from './serve-rpc.ts';

const runAdminCommand: Record<AdminCommand, (url: string) => Promise<unknown>> = {
  'can-connect-to-database': (url) => runStatement(url, 'select 1'),
  'create-database': createDatabase,
  'drop-database': dropDatabase,
};

/** PostgreSQL's code -> Prisma's, which the CLI acts by: P1003 makes it offer to create the database. */
const PRISMA_CODES: Record<string, string> = { '3D000': 'P1003', '28P01': 'P1000', '42P04': 'P1009' };

/** The CLI looks for this line of the native engine's log. */
function logFault(error: unknown): void {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const fields = { message, is_panic: false, error_code: PRISMA_CODES[code] ?? 'P1001' };
  const line = {
    timestamp: new Date().toISOString(),
    level: 'ERROR',
    fields,
    target: 'schema_engine::logger',
  };
  process.stderr.write(`\n${JSON.stringify(line)}`);
}

const args = parseArguments(process.argv.slice(2));
if (args.showVersion) {
  console.log(`schema-engine-wasm ${version()}`);
} else if (args.adminCommand) {
  try {
    await runAdminCommand[args.adminCommand](args.url ?? '');
  } catch (error) {
    logFault(error);
    process.exitCode = 1;
  }
} else {
  await serveRpc(args);
  // The engine's connection has no end of its own, and would keep the process.
  process.exit(0);
}
