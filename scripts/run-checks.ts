import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './checks/find-browser.ts';
import { listStages, reportsOf } from './checks/list-stages.ts';
import { runStage, type Stage, type StageResult } from './checks/run-stage.ts';
import { build } from './serve/build.ts';
import { toolEnvironment } from './tool-environment.ts';

// Everything that must hold, or the stages named: `npm test`, `npm test -- lint types`, `npm test -- static`.

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const stopping = new AbortController();
const { signal } = stopping;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(name, () => stopping.abort());

const { lanes, alone } = listStages(ROOT);
const asked = process.argv
  .slice(2)
  .flatMap((name) => (name === 'static' ? lanes.flat().map((one) => one.name) : name));
const known = [...lanes.flat(), ...alone].map((stage) => stage.name);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(
    `No such stage: ${unknown.join(', ')}. There are: ${known.join(', ')}; static for all that run no tests.`,
  );
  process.exit(2);
}
const wanted = (stage: Stage): boolean => asked.length === 0 || asked.includes(stage.name);

const env = toolEnvironment(ROOT, process.env);
const results: StageResult[] = [];
const leftOut: string[] = [];
const run = async (stage: Stage): Promise<void> => {
  if (!wanted(stage)) return;
  const missing = (await stage.findMissing?.(env)) ?? [];
  // Whoever asks for it by name wants to know that it does not run.
  if (missing.length > 0 && !asked.includes(stage.name)) {
    leftOut.push(`${stage.name} (this machine has no ${missing.join(', no ')})`);
    console.log(`\n── ${stage.name}\n⚠ NOT RUN: this machine has no ${missing.join(', no ')}`);
    return;
  }
  results.push(await runStage(stage, env, signal));
};

async function runAll(): Promise<void> {
  await rm(reportsOf(ROOT), { recursive: true, force: true });
  await mkdir(reportsOf(ROOT), { recursive: true });
  // The others import the client that Prisma makes.
  await build('@strowger/db', ROOT, process.env, signal);
  const needsBrowser = alone.some((stage) => stage.name === 'browser' && wanted(stage));
  const browser = needsBrowser ? findBrowser(ROOT, env, console.log) : Promise.resolve(undefined);
  // Told where the browser is needed; until then it is nobody's.
  browser.catch(() => {});
  await Promise.all(
    lanes.map(async (lane) => {
      for (const stage of lane) await run(stage);
    }),
  );
  for (const stage of alone) {
    if (stage.name !== 'browser' || !wanted(stage)) {
      await run(stage);
      continue;
    }
    try {
      const path = await browser;
      await run({ ...stage, env: { ...stage.env, ...(path && { PLAYWRIGHT_CHROMIUM: path }) } });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      results.push({ name: stage.name, seconds: 0, ok: false, passed: 0, failed: 1 });
    }
  }
}

try {
  await runAll();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  results.push({ name: 'preparation', seconds: 0, ok: false, passed: 0, failed: 1 });
}
const sum = (of: (result: StageResult) => number): number =>
  results.reduce((total, result) => total + of(result), 0);
const failed = sum((result) => result.failed);
const broken = results.filter((result) => !result.ok || result.failed > 0).map((result) => result.name);
console.log(
  `\n${sum((result) => result.seconds).toFixed(0)} s of work${broken.length > 0 ? `; not right: ${broken.join(', ')}` : ''}`,
);
if (leftOut.length > 0) console.log(`⚠ not run: ${leftOut.join(', ')}`);
console.log(`${sum((result) => result.passed)} passed, ${failed} failed`);
process.exit(signal.aborted ? 130 : failed > 0 ? 1 : 0);
