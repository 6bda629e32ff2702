import { Argument, type Command } from 'commander';
import { complete } from '../completion/complete.ts';
import { completionScripts, type Shell, shells } from '../completion/scripts.ts';
import { type Io, print } from '../io.ts';

/** `strowger completion bash`, and what its script asks at every Tab. */
export function addCompletion(io: Io, program: Command): void {
  program
    .command('completion')
    .summary('a script that completes commands in your shell')
    .description(
      "Prints a script that completes commands, flags and their values.\n\n  bash  echo 'source <(strowger completion bash)' >> ~/.bashrc\n  zsh   echo 'source <(strowger completion zsh)' >> ~/.zshrc   (behind compinit)\n  fish  strowger completion fish > ~/.config/fish/completions/strowger.fish",
    )
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell: Shell) => print(io, completionScripts[shell].trimEnd()));

  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .allowExcessArguments()
    .passThroughOptions()
    .helpOption(false)
    .action(async (words: string[]) => {
      for (const { value, help } of complete(program, words)) await print(io, `${value}\t${help}`);
    });
}
