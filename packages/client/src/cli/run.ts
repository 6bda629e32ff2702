import { CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';
import { reportError } from './report-error.ts';

/** Does what the arguments say. @returns how the program ends */
export async function run(io: Io, args: readonly string[]): Promise<number> {
  try {
    await createProgram(io).parseAsync(args, { from: 'user' });
    return exitCode.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    return reportError(io, error);
  }
}
