import { type OperationId, operationIds } from '@strowger/contracts';
import type { Command, Option } from 'commander';
import { commandName } from '../derive/command-name.ts';
import { flagsOf } from '../derive/flags.ts';
import { fileFormats } from '../ingest/formats.ts';
import { outputForms } from '../output/write-result.ts';

/** What a word may become: the text, and what it means. */
export type Candidate = { value: string; help: string };

/**
 * What the last of some words may become. Nothing: whatever the shell suggests, as files.
 * @param words what stands behind `strowger`, the last one as far as it is typed
 */
export function complete(program: Command, words: readonly string[]): Candidate[] {
  const joined = joinAssignments(words);
  const typed = joined.at(-1) ?? '';
  const { command, path, pending } = walk(program, joined.slice(0, -1));
  const [flag, value] = /^(--[\w-]+)=(.*)$/.exec(typed)?.slice(1) ?? [];
  if (flag !== undefined && value !== undefined)
    return valuesOf(path, flag)
      .filter((choice) => choice.startsWith(value))
      .map((choice) => ({ value: `${flag}=${choice}`, help: '' }));
  if (pending)
    return valuesOf(path, pending.long ?? '')
      .filter((choice) => choice.startsWith(typed))
      .map((choice) => ({ value: choice, help: '' }));
  const candidates = typed.startsWith('-') ? flagsOfCommand(command) : subcommandsOf(command);
  return candidates.filter((candidate) => candidate.value.startsWith(typed));
}

/** bash cuts words at `=`: `--output = js` was `--output=js`. */
function joinAssignments(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1) ?? '';
    if (word === '=' && last.startsWith('--')) joined[joined.length - 1] = `${last}=`;
    else if (/^--[\w-]+=$/.test(last) && word !== '') joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

/** The command that some words lead to, and the flag whose value comes next. */
function walk(program: Command, words: readonly string[]) {
  let command = program;
  const path: string[] = [];
  let pending: Option | undefined;
  for (const word of words) {
    if (pending) {
      pending = undefined;
      continue;
    }
    if (word.startsWith('-')) {
      const option = command.options.find(({ long, short }) => long === word || short === word);
      if (option?.required) pending = option;
      continue;
    }
    const next = command.commands.find((one) => one.name() === word);
    if (next) {
      command = next;
      path.push(word);
    }
  }
  return { command, path, pending };
}

const subcommandsOf = (command: Command): Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ value: one.name(), help: one.summary() }));

const flagsOfCommand = (command: Command): Candidate[] =>
  command.options.flatMap(({ long, description }) => (long ? [{ value: long, help: description }] : []));

/** The values of a flag that are known: those of the registry, and of what all commands have. */
function valuesOf(path: readonly string[], flag: string): readonly string[] {
  if (flag === '--output') return outputForms;
  if (flag === '--format' && path.join() === 'ingest') return fileFormats.map(({ name }) => name);
  const id = idOf(path);
  return (id && flagsOf(id).find(({ name }) => `--${name}` === flag)?.choices) ?? [];
}

function idOf(path: readonly string[]): OperationId | undefined {
  if (path.join(' ') === 'records request') return 'getCallRecords';
  return operationIds.find((id) => {
    const { group, verb } = commandName(id);
    return path.length === 2 && path[0] === group && path[1] === verb;
  });
}
