import { readFile } from 'node:fs/promises';
import type { Counts } from './run-stage.ts';

type VitestReport = { numPassedTests: number; numFailedTests: number };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number } };

async function readReport<Report>(file: string): Promise<Report | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Report);
}

/** Of vitest's JSON report; nothing if there is none, as the run broke off. */
export async function countVitest(file: string): Promise<Counts> {
  const report = await readReport<VitestReport>(file);
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
}

/** Of Playwright's JSON report. What passed at its second attempt (CI makes one) has passed; the run names it as flaky. */
export async function countPlaywright(file: string): Promise<Counts> {
  const report = await readReport<PlaywrightReport>(file);
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return { passed: expected + flaky, failed: unexpected };
}
