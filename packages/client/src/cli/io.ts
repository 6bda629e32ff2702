import type { CliEnvironment } from './env.ts';

/** Where the program reads and writes, and what stops it. */
export type Io = {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  environment: CliEnvironment;
  signal: AbortSignal;
};

/** For people, beside the result: on stderr, so that a pipe gets the result alone. */
export const note = (io: Io, text: string): void => {
  io.stderr.write(`${text}\n`);
};

/** Writes a line, or bytes as they are, to stdout, and waits where the reader is slow. */
export function print(io: Io, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (io.stdout.write(typeof text === 'string' ? `${text}\n` : text)) resolve();
    else io.stdout.once('drain', resolve);
  });
}

type Style = 'bold' | 'dim' | 'red' | 'green';
const codes: Record<Style, [on: number, off: number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
};

/** Styled for a terminal that shows colours, else as it is. */
export function styled(io: Io, stream: 'stdout' | 'stderr', style: Style, text: string): string {
  if (!io.environment.colour || !io[stream].isTTY) return text;
  const [on, off] = codes[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
