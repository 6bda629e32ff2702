import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Each breaks one rule: importing file, what it imports, the rule. */
const planted = [
  ['packages/contracts/src/one.ts', '../../db/src/thing.ts', 'contracts-import-zod-only'],
  ['packages/db/src/one.ts', '../../contracts/src/thing.ts', 'db-knows-no-other-package'],
  ['packages/domain/src/one.ts', '../../client/src/thing.ts', 'domain-imports-contracts-and-db'],
  ['packages/client/src/one.ts', '../../domain/src/thing.ts', 'client-imports-contracts'],
  ['packages/domain/src/two.ts', '../../../apps/web/src/thing.ts', 'packages-do-not-import-apps'],
  ['apps/web/src/one.ts', '../../worker/src/thing.ts', 'apps-do-not-import-each-other'],
  ['apps/worker/src/one.ts', '../../web/src/thing.ts', 'apps-do-not-import-each-other'],
  ['apps/web/src/rest/one.ts', '../../../../packages/db/src/thing.ts', 'only-composition-roots-import-db'],
  ['apps/worker/src/deliver.ts', '../../../packages/db/src/thing.ts', 'only-composition-roots-import-db'],
  ['packages/domain/src/three.ts', '../../testing/src/thing.ts', 'testing-is-for-tests-and-seeds'],
  ['packages/domain/src/four.ts', '../test/thing.ts', 'source-does-not-import-tests'],
  ['packages/domain/src/five.ts', '../../contracts/src/thing.ts', 'packages-are-entered-by-their-exports'],
  ['packages/domain/src/six.ts', './gone.ts', 'every-import-is-found'],
] as const;

const files: Record<string, string> = {
  'apps/web/src/type.ts': `import type { Thing } from '../../worker/src/thing.ts';\nexport type Mine = Thing;\n`,
  'apps/web/src/circle.tsx': `import { b } from './circle-too.ts';\nexport const a = () => <p>{b}</p>;\n`,
  'apps/web/src/circle-too.ts': `import { a } from './circle.tsx';\nexport const b = String(a);\n`,
  'apps/web/src/compose.ts': `import { thing } from './thing.ts';\nconsole.log(thing);\n`,
  'apps/web/test/thing.test.ts': `import { thing } from '../src/thing.ts';\nconsole.log(thing);\n`,
};
for (const [file, target] of planted) {
  files[file] = `import { thing } from '${target}';\nconsole.log(thing);\n`;
  if (target !== './gone.ts') {
    files[join(dirname(file), target)] = 'export type Thing = string;\nexport const thing: Thing = "";\n';
  }
}

type Violation = { from: string; rule: { name: string } };
let project: string;
let violations: Violation[];

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'boundaries-'));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(project, file)), { recursive: true });
    await writeFile(join(project, file), content);
  }
  const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(ROOT, '.dependency-cruiser.mjs');
  const { promise, resolve } = Promise.withResolvers<string>();
  const args = [cli, 'apps', 'packages', '--config', config, '--output-type', 'json'];
  execFile(process.execPath, args, { cwd: project }, (_, stdout) => resolve(stdout));
  const report = JSON.parse(await promise) as { summary: { violations: Violation[] } };
  violations = report.summary.violations;
});
afterAll(() => rm(project, { recursive: true, force: true }));

const brokenBy = (file: string): string[] =>
  violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name);

test.each(planted)('%s may not import %s', (file, _, rule) => {
  expect(brokenBy(file)).toContain(rule);
});

test('an import of a type is an arrow too', () => {
  expect(brokenBy('apps/web/src/type.ts')).toContain('apps-do-not-import-each-other');
});

test('a circle of two files is found, in tsx as in ts', () => {
  expect(violations.map((violation) => violation.rule.name)).toContain('no-circles');
});

test('the arrows as they are meant pass', () => {
  expect(brokenBy('apps/web/src/compose.ts')).toEqual([]);
  expect(brokenBy('apps/web/test/thing.test.ts')).toEqual([]);
});
