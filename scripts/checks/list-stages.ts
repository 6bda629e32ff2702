import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { countPlaywright, countVitest } from './count-tests.ts';
import { findMissingSip } from './find-sip.ts';
import type { Stage } from './run-stage.ts';

/** Stages in the order of their lane; lanes run side by side, and the tests after them, each alone. */
export type Plan = { lanes: Stage[][]; alone: Stage[] };

const REPORTS = 'node_modules/.cache/strowger';

export const reportsOf = (root: string): string => join(root, REPORTS);

/** Everything there is to check. On two cores: one lane is busy with the build, the other with the quick ones. */
export function listStages(root: string): Plan {
  const bin = (name: string, folder = root) => join(folder, 'node_modules/.bin', name);
  const web = join(root, 'apps/web');
  const vitestReport = join(root, REPORTS, 'vitest.json');
  const sipReport = join(root, REPORTS, 'sip.json');
  const playwrightReport = join(root, REPORTS, 'playwright.json');
  const stage = (name: string, command: string, ...args: string[]): Stage => ({
    name,
    command,
    args,
    cwd: root,
  });
  const turbo = ['--output-logs=errors-only', '--continue=dependencies-successful'];
  return {
    lanes: [
      [
        {
          ...stage('build', bin('turbo'), 'run', 'build', ...turbo),
          // What a build that broke off leaves in Next's cache breaks the next one too.
          afterFailure: () => rm(join(web, '.next'), { recursive: true, force: true }),
        },
        // After the build, which writes the types of Next's routes.
        stage('types', bin('turbo'), 'run', 'check', ...turbo),
        stage('script types', bin('tsc'), '--noEmit', '-p', 'scripts'),
      ],
      [
        stage('lint', bin('biome'), 'ci', '.', '--colors=off'),
        stage(
          'boundaries',
          bin('depcruise'),
          'apps',
          'packages',
          'scripts',
          '--config',
          '.dependency-cruiser.mjs',
        ),
        stage('dead code', bin('knip')),
      ],
    ],
    alone: [
      {
        ...stage(
          'tests',
          bin('vitest'),
          'run',
          '--reporter=default',
          '--reporter=json',
          `--outputFile=${vitestReport}`,
        ),
        live: true,
        count: () => countVitest(vitestReport),
      },
      {
        ...stage(
          'sip',
          bin('vitest'),
          'run',
          '--config=packages/sip-e2e/vitest.config.ts',
          '--reporter=default',
          '--reporter=json',
          `--outputFile=${sipReport}`,
        ),
        live: true,
        count: () => countVitest(sipReport),
        findMissing: findMissingSip,
      },
      {
        ...stage('browser', bin('playwright', web), 'test', '--reporter=list,json'),
        cwd: web,
        env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
        live: true,
        count: () => countPlaywright(playwrightReport),
      },
    ],
  };
}
