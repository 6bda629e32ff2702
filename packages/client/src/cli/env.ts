import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the command line takes from its environment. */
export type CliEnvironment = {
  url: string | undefined;
  key: string | undefined;
  profile: string;
  configFile: string;
  stateFolder: string;
  colour: boolean;
};

export function readEnvironment(): CliEnvironment {
  const { env } = process;
  const given = (name: string) => env[name] || undefined;
  const config = given('XDG_CONFIG_HOME') ?? join(homedir(), '.config');
  const state = given('XDG_STATE_HOME') ?? join(homedir(), '.local', 'state');
  return {
    url: given('STROWGER_URL'),
    key: given('STROWGER_KEY'),
    profile: given('STROWGER_PROFILE') ?? 'default',
    configFile: join(config, 'strowger', 'profiles.json'),
    stateFolder: join(state, 'strowger'),
    colour: !given('NO_COLOR') && env.TERM !== 'dumb',
  };
}
