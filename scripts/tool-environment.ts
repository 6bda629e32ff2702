import { delimiter, join } from 'node:path';

const quiet = {
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  REDOCLY_TELEMETRY: 'off',
  DO_NOT_TRACK: '1',
};

/** The environment in which turbo and the other tools work without pnpm, network or telemetry. */
export function toolEnvironment(root: string, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const path = [join(root, 'node_modules/.bin'), join(root, 'scripts/bin'), base.PATH].filter(Boolean);
  return { ...base, ...quiet, PATH: path.join(delimiter) };
}
