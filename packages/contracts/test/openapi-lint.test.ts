import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApiDocument } from '../src/openapi/index.ts';

const run = promisify(execFile);
const binary = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
let folder: string;
let document: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strowger-openapi-'));
  document = join(folder, 'openapi.json');
  await writeFile(document, JSON.stringify(openApiDocument('https://voice.strowger.test'), null, 1));
  await writeFile(join(folder, '.spectral.yaml'), 'extends: ["spectral:oas"]\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The tools look for newer versions of themselves unless told not to: nothing here leaves the machine. */
const env = {
  ...process.env,
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  NO_COLOR: '1',
};
const inFolder = (name: string, args: string[]) =>
  run(binary(name), args, { cwd: folder, env }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  );

it('Redocly finds nothing in the document', async () => {
  const { code, output } = await inFolder('redocly', ['lint', document]);
  expect(output).not.toMatch(/warning|error/i);
  expect(code).toBe(0);
});

it('Spectral finds nothing in the document', async () => {
  const { code, output } = await inFolder('spectral', ['lint', document, '--fail-severity', 'hint']);
  expect(output).toContain('No results');
  expect(code).toBe(0);
});

it('types that openapi-typescript makes of it compile', async () => {
  await inFolder('openapi-typescript', [document, '-o', join(folder, 'types.ts')]);
  const args = ['--noEmit', '--strict', '--target', 'es2022', '--ignoreConfig', join(folder, 'types.ts')];
  const { stdout } = await run(
    fileURLToPath(new URL('../../../node_modules/.bin/tsc', import.meta.url)),
    args,
    { cwd: folder },
  );
  expect(stdout).toBe('');
});
