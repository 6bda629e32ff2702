import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startService } from '../serve/supervise.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supervise '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function script(code: string): Promise<string> {
  const file = join(folder, 'service.ts');
  await writeFile(file, code);
  return file;
}

const start = (file: string) => startService('service', file, process.env, folder);
const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a service that ends by itself is told, with its exit code', async () => {
  const service = start(await script('setTimeout(() => process.exit(3), 50);'));
  expect(await service.ended).toBe('The service ended unexpectedly (exit code 3).');
});

test('a service that is stopped may finish what it does, and is not reported', async () => {
  const done = join(folder, 'done');
  const service = start(
    await script(`
      import { writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => setTimeout(() => { writeFileSync(${JSON.stringify(done)}, 'done'); process.exit(0); }, 200));
      writeFileSync(${JSON.stringify(`${done}-ready`)}, '');
      setInterval(() => {}, 1000);`),
  );
  let ended: string | undefined;
  service.ended.then((reason) => {
    ended = reason;
  });
  await expect.poll(() => readFile(`${done}-ready`, 'utf8').catch(() => undefined)).toBe('');
  await service.stop();
  expect(await readFile(done, 'utf8')).toBe('done');
  expect(ended).toBeUndefined();
});

test('a service goes when its launcher is killed', async () => {
  const file = await script('console.log("pid", process.pid); setInterval(() => {}, 1000);');
  const supervise = new URL('../serve/supervise.ts', import.meta.url).href;
  const code = `import { startService } from ${JSON.stringify(supervise)};
    startService('service', ${JSON.stringify(file)}, process.env, ${JSON.stringify(folder)});`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(launcher.stdout, 'data')) as [Buffer];
  const pid = Number(/pid (\d+)/.exec(line.toString())?.[1]);
  expect(alive(pid)).toBe(true);
  launcher.kill('SIGKILL');
  await expect.poll(() => alive(pid)).toBe(false);
});
