import { copyFile } from 'node:fs/promises';
import { defineConfig, type UserConfig } from 'tsdown';

const common = {
  target: 'node20.12',
  platform: 'node',
  tsconfig: '../tsconfig.client-build.json',
  inputOptions: { resolve: { conditionNames: ['@strowger/source', 'import', 'node', 'default'] } },
} satisfies UserConfig;

/** What is published: the library for both module kinds, with its types, and the command line. Only zod stays outside. */
export default defineConfig([
  {
    ...common,
    entry: { index: 'src/index.ts' },
    format: 'esm',
    dts: true,
    // The types are the same to a require; to emit them costs seconds.
    hooks: { 'build:done': () => copyFile('dist/index.d.mts', 'dist/index.d.cts') },
  },
  { ...common, entry: { index: 'src/index.ts' }, format: 'cjs', dts: false, clean: false },
  { ...common, entry: { cli: 'src/cli/main.ts' }, format: 'esm', dts: false, clean: false },
]);
