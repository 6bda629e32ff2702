import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countPlaywright, countVitest } from '../checks/count-tests.ts';
import { runStage } from '../checks/run-stage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stage-'));
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

const run = (code: string, count?: () => Promise<{ passed: number; failed: number }>) =>
  runStage(
    { name: 'it', command: process.execPath, args: ['-e', code], cwd: folder, ...(count && { count }) },
    process.env,
    new AbortController().signal,
  );

test('a check counts as one, passed or failed by its exit code', async () => {
  expect(await run('')).toMatchObject({ ok: true, passed: 1, failed: 0 });
  expect(await run('process.exit(1)')).toMatchObject({ ok: false, passed: 0, failed: 1 });
});

test('a program that cannot be started has failed', async () => {
  const stage = { name: 'it', command: join(folder, 'gone'), args: [], cwd: folder };
  const result = await runStage(stage, process.env, new AbortController().signal);
  expect(result).toMatchObject({ ok: false, passed: 0, failed: 1 });
});

test('a run of tests that broke off has failed, though no test did', async () => {
  const report = join(folder, 'vitest.json');
  await writeFile(report, JSON.stringify({ numPassedTests: 7, numFailedTests: 0 }));
  expect(await run('process.exit(1)', () => countVitest(report))).toMatchObject({ passed: 7, failed: 1 });
  expect(await run('process.exit(1)', () => countPlaywright(join(folder, 'none')))).toMatchObject({
    passed: 0,
    failed: 1,
  });
});

test('a browser test that passed at its second attempt has passed', async () => {
  const report = join(folder, 'playwright.json');
  await writeFile(report, JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } }));
  expect(await countPlaywright(report)).toEqual({ passed: 4, failed: 1 });
});
