import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { signalGroup } from '../serve/stoppable.ts';

export type Counts = { passed: number; failed: number };

/** One thing to check: a program and what to count of it. */
export type Stage = {
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env?: Record<string, string>;
  /** Shown as it comes, where nothing else runs meanwhile; else only if the stage fails. */
  live?: boolean;
  /** Of stages that consist of tests; else the stage counts as one. */
  count?: () => Promise<Counts>;
  afterFailure?: () => Promise<void>;
  /** What it needs and this machine has not: then it is left out, and said so. */
  findMissing?: (env: NodeJS.ProcessEnv) => Promise<string[]>;
};

export type StageResult = Counts & { name: string; seconds: number; ok: boolean };

/** Runs a stage to its end and reports it. A program that failed has failed at least once, whatever it counted. */
export async function runStage(
  stage: Stage,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<StageResult> {
  const started = performance.now();
  if (stage.live) console.log(`\n── ${stage.name}`);
  const { code, output } = await run(stage, env, signal);
  const ok = code === 0;
  if (!ok) await stage.afterFailure?.();
  const counts = await count(stage, ok);
  const seconds = (performance.now() - started) / 1000;
  const detail = stage.count ? ` (${counts.passed} passed, ${counts.failed} failed)` : '';
  if (!ok && !stage.live) console.log(`\n── ${stage.name}\n${output}`);
  console.log(`${ok ? '✓' : '✗'} ${stage.name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s${detail}`);
  return { name: stage.name, seconds, ok, ...counts };
}

async function run(stage: Stage, env: NodeJS.ProcessEnv, signal: AbortSignal) {
  if (signal.aborted) return { code: 130, output: 'stopped' };
  const child = spawn(stage.command, stage.args, {
    cwd: stage.cwd,
    env: { ...env, ...(!stage.live && { NO_COLOR: '1' }), ...stage.env },
    stdio: ['ignore', stage.live ? 'inherit' : 'pipe', stage.live ? 'inherit' : 'pipe'],
    detached: process.platform !== 'win32',
  });
  const parts: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => parts.push(part));
  child.stderr?.on('data', (part: Buffer) => parts.push(part));
  const end = () => signalGroup(child, 'SIGTERM');
  signal.addEventListener('abort', end);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? 1, output: Buffer.concat(parts).toString().trim() };
  } catch (error) {
    return { code: 127, output: String(error) };
  } finally {
    signal.removeEventListener('abort', end);
  }
}

async function count(stage: Stage, ok: boolean): Promise<Counts> {
  if (!stage.count) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = await stage.count();
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
}
