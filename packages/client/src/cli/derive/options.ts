import { Option } from 'commander';
import type { Flag } from './flags.ts';

/** The name under which commander keeps a flag. */
export const camel = (name: string): string =>
  name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** A flag as commander has it: one of yes and no has two. */
export function optionsOf(flag: Flag): Option[] {
  const help = [flag.help, flag.isRequired && 'required'].filter(Boolean).join('; ');
  if (flag.kind === 'boolean')
    return [
      new Option(`--${flag.name}`, help),
      new Option(`--no-${flag.name}`, `not ${flag.name}`).hideHelp(),
    ];
  const option = new Option(`--${flag.name} <${flag.placeholder}>`, help);
  if (flag.kind === 'list' || flag.kind === 'numbers')
    option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
  return [option];
}
