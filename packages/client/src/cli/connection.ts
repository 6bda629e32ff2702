import type { Command } from 'commander';
import type { ConnectionFlags } from './configuration.ts';

export { connect } from './configuration.ts';
export type { ConnectionFlags };

const flags = [
  ['url', '--url <origin>', 'the installation, as in https://voice.example.com'],
  ['key-file', '--key-file <file>', 'where the API key stands; - for stdin'],
  ['profile', '--profile <name>', 'a profile of strowger configure'],
] as const;

/** The flags that say whom to talk to, but for those that are fields here: they stand before the command then. */
export function addConnection(command: Command, taken: ReadonlySet<string> = new Set()): void {
  command.optionsGroup('Connection:');
  for (const [name, flag, help] of flags) if (!taken.has(name)) command.option(flag, help);
}

/** What was said of it, beside the command or before it. */
export function connectionOf(command: Command): ConnectionFlags {
  const found: ConnectionFlags = {};
  for (let at: Command | null = command; at; at = at.parent) {
    const isRoot = at.parent === null;
    const { url, keyFile, profile } = at.opts<ConnectionFlags>();
    const hasOwnUrl =
      !isRoot && at.options.some((option) => option.long === '--url' && option.flags !== flags[0][1]);
    if (url !== undefined && !hasOwnUrl) found.url ??= url;
    if (keyFile !== undefined) found.keyFile ??= keyFile;
    if (profile !== undefined) found.profile ??= profile;
  }
  return found;
}
