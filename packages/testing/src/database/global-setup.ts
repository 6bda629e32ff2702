import { TEMPLATE_URL_VARIABLE } from './create-test-database.ts';
import { startTestServer } from './start-test-server.ts';

/** For vitest and Playwright alike: starts the run's server, tells the workers by environment, gives its end back. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer(process.env.TEST_DATABASE_URL);
  process.env[TEMPLATE_URL_VARIABLE] = server.templateUrl;
  return () => server.stop();
}
