import { operationIds, operationOf } from '@strowger/contracts';
import { Command, type Help } from 'commander';
import { addCompletion } from './commands/completion.ts';
import { addConfigure } from './commands/configure.ts';
import { addImportRates } from './commands/import-rates.ts';
import { addIngest } from './commands/ingest.ts';
import { addListen } from './commands/listen.ts';
import { addRequestRecords } from './commands/request-records.ts';
import { addConnection } from './connection.ts';
import { commandName, commandsByGroup } from './derive/command-name.ts';
import { deriveCommand } from './derived-command.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

const VERBS_SHOWN = 5;

/** The whole command line: what was made by hand, and beside it whatever the registry has. */
export function createProgram(io: Io): Command {
  const program = new Command('strowger');
  program
    .description('The command line of Strowger: customers, numbers, tariffs and call records.')
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'strowger: ')),
    })
    .configureHelp({ subcommandTerm, showGlobalOptions: false })
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', exampleText);
  addConnection(program);
  program.commandsGroup('Main jobs:');
  addIngest(io, program);
  const records = program.command('records').summary('request').helpCommand(false);
  addRequestRecords(io, records);
  addListen(io, program);
  program.commandsGroup('Resources:');
  addResources(io, program);
  program.commandsGroup('Setting up:');
  addConfigure(io, program);
  addCompletion(io, program);
  program.addHelpCommand(
    new Command('help').argument('[command]').summary('what a command does').helpGroup('Setting up:'),
  );
  return program;
}

function addResources(io: Io, program: Command): void {
  for (const [group, commands] of commandsByGroup()) {
    const parent = program.command(group).helpCommand(false);
    for (const { id, verb } of commands) deriveCommand(io, parent.command(verb), id);
    if (group === 'rates') addImportRates(io, parent);
    parent.summary(verbsOf(parent));
    const hint = listHint(group);
    if (hint) parent.addHelpText('after', `\n${hint}`).showHelpAfterError(`(${hint} --help tells more.)`);
  }
}

/** Where the things of a group are listed that has no list of its own: below what they belong to. */
function listHint(group: string): string | undefined {
  const lists = operationIds.filter((id) => operationOf(id).output.shape === 'list').map(commandName);
  if (lists.some((one) => one.group === group && one.verb === 'list')) return undefined;
  const owners = lists.filter(({ verb }) => verb === group);
  if (owners.length === 0) return undefined;
  const commands = owners.map(
    (one) => `strowger ${one.group} ${one.verb} <${one.group.replace(/s$/, '')}-id>`,
  );
  return `Lists: ${commands.join(', ')}.`;
}

function verbsOf(parent: Command): string {
  const verbs = parent.commands.map((one) => one.name());
  return verbs.slice(0, VERBS_SHOWN).join(', ') + (verbs.length > VERBS_SHOWN ? ', …' : '');
}

/** A command and its arguments; that it has options goes without saying. */
function subcommandTerm(this: Help, command: Command): string {
  const names = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return [command.name(), ...names].join(' ');
}

const exampleText = `
Examples:
  strowger customers list
  strowger users create --customer-id cus_… --username desk-101 --password …
  strowger ingest calls.ndjson --source pbx-1
  strowger listen
`;
