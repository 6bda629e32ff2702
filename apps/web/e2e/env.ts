/** What the browser tests read from the environment, and the one thing that they tell their workers by it. */
export const inherited: NodeJS.ProcessEnv = process.env;
export const testDatabaseUrl: string | undefined = process.env.TEST_DATABASE_URL;
export const chromiumPath: string | undefined = process.env.PLAYWRIGHT_CHROMIUM;

const STACK = 'STROWGER_E2E_STACK';

export function tellStack(line: string): void {
  process.env[STACK] = line;
}

/** One line of JSON about the installation of this run. @throws Error outside of a run */
export function toldStack(): string {
  const line = process.env[STACK];
  if (!line) throw new Error(`${STACK} is set by the global setup`);
  return line;
}
