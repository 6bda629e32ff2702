import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runCommand, Stopped } from './stoppable.ts';

const quiet = {
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  CHECKPOINT_DISABLE: '1',
  DO_NOT_TRACK: '1',
};

/** The environment in which turbo works without pnpm, network or telemetry. */
function buildEnvironment(root: string, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const path = [join(root, 'node_modules/.bin'), join(root, 'scripts/bin'), base.PATH].filter(Boolean);
  return { ...base, ...quiet, PATH: path.join(delimiter) };
}

/** Builds a package if anything that it is made of has changed since the last time. @throws Error with the output */
export async function build(
  name: string,
  root: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const turbo = join(root, 'node_modules/.bin/turbo');
  const args = ['run', 'build', `--filter=${name}`, '--output-logs=errors-only', '--no-color'];
  try {
    await runCommand(turbo, args, { cwd: root, env: buildEnvironment(root, env), signal });
  } catch (error) {
    // What a build that broke off leaves in Next's cache breaks the next one too.
    await rm(join(root, 'apps/web/.next'), { recursive: true, force: true });
    if (error instanceof Stopped) throw error;
    throw new Error(`${name} could not be built:\n${error instanceof Error ? error.message : String(error)}`);
  }
}
