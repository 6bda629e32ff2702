import { startTestServer } from '@strowger/testing/database';
import { measureExport } from './measure-export.ts';

const RECORDS = Number(process.env.BENCH_RECORDS ?? 500_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

/** An export beside the bare COPY of the same records, on a PostgreSQL of its own. */
const server = await startTestServer();
process.env.STROWGER_TEST_TEMPLATE_URL = server.templateUrl;
try {
  console.table([await measureExport(RECORDS, ROUNDS)]);
} catch (error) {
  console.error(error);
} finally {
  await server.stop();
}
