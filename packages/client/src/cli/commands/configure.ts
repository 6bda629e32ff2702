import type { Command } from 'commander';
import { Strowger } from '../../index.ts';
import { readKey, writeProfile } from '../configuration.ts';
import { UsageError } from '../exit-code.ts';
import { type Io, note } from '../io.ts';

type ConfigureFlags = { url: string; keyFile?: string; profile?: string };

/** `strowger configure --url https://voice.example.com` */
export function addConfigure(io: Io, program: Command): void {
  program
    .command('configure')
    .summary('keep a URL and an API key, readable by you alone')
    .description(
      'Keeps a URL and an API key as a profile, in a file that its owner alone may read. The key is read from a file or from stdin; it is never an argument, which the list of processes would show.',
    )
    .requiredOption('--url <origin>', 'the installation, as in https://voice.example.com')
    .option('--key-file <file>', 'where the API key stands; stdin where it is left out')
    .option('--profile <name>', 'its name; default')
    .action(async (flags: ConfigureFlags) => {
      if (!flags.keyFile && io.stdin.isTTY) note(io, 'Paste the API key, then Enter and Ctrl-D:');
      const key = await readKey(io, flags.keyFile ?? '-');
      const name = flags.profile ?? io.environment.profile;
      try {
        new Strowger({ url: flags.url, key });
      } catch (error) {
        throw new UsageError((error as Error).message);
      }
      await writeProfile(io.environment.configFile, name, { url: flags.url, key });
      note(io, `Kept as "${name}" in ${io.environment.configFile}.`);
    });
}
