import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toolEnvironment } from '../tool-environment.ts';
import { runCommand, Stopped } from './stoppable.ts';

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
    await runCommand(turbo, args, { cwd: root, env: toolEnvironment(root, env), signal });
  } catch (error) {
    // What a build that broke off leaves in Next's cache breaks the next one too.
    await rm(join(root, 'apps/web/.next'), { recursive: true, force: true });
    if (error instanceof Stopped) throw error;
    throw new Error(`${name} could not be built:\n${error instanceof Error ? error.message : String(error)}`);
  }
}
