import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startScriptedServer } from '../scripted-server.ts';
import { runCli } from './test-io.ts';

const key = 'strow_test_profile';
let folder: string;
let server: Awaited<ReturnType<typeof startScriptedServer>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strowger-cli-'));
  server = await startScriptedServer({ body: [] });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

it('keeps a profile that only its owner may read, and uses it', async () => {
  const made = await runCli(['configure', '--url', server.url], { folder, stdin: `${key}\n` });
  expect(made).toMatchObject({ code: 0, out: '', err: `Kept as "default" in ${folder}/profiles.json.\n` });
  expect((await stat(join(folder, 'profiles.json'))).mode & 0o777).toBe(0o600);
  await runCli(['configure', '--url', server.url, '--profile', 'other'], { folder, stdin: 'strow_other' });
  const profiles = JSON.parse(await readFile(join(folder, 'profiles.json'), 'utf8'));
  expect(Object.keys(profiles)).toEqual(['default', 'other']);

  expect((await runCli(['customers', 'list'], { folder })).code).toBe(0);
  expect((await runCli(['customers', 'list', '--profile', 'other'], { folder, key: 'strow_env' })).code).toBe(
    0,
  );
  expect((await runCli(['customers', 'list'], { folder, key: 'strow_env' })).code).toBe(0);
  const used = server.seen.map(({ headers }) => headers.authorization);
  expect(used).toEqual([`Bearer ${key}`, 'Bearer strow_other', 'Bearer strow_env']);
});

it('refuses a profile file that others may read, and says what to do', async () => {
  const file = join(folder, 'profiles.json');
  await chmod(file, 0o644);
  const { code, err } = await runCli(['customers', 'list'], { folder });
  expect([code, err]).toEqual([
    2,
    `strowger: ${file} holds keys and others may read it. Run: chmod 600 ${file}\n`,
  ]);
  await chmod(file, 0o600);
});

it('takes no key as an argument', async () => {
  const { code, err } = await runCli(['customers', 'list', '--key', key], { folder });
  expect(code).toBe(2);
  expect(err).not.toContain(key);
});

it('refuses a key or URL that cannot be one, without quoting the key', async () => {
  const bad = await runCli(['configure', '--url', server.url], { folder, stdin: 'two words' });
  expect(bad).toMatchObject({ code: 2, err: expect.not.stringContaining('two words') });
  expect(await runCli(['configure', '--url', 'voice'], { folder, stdin: key })).toMatchObject({ code: 2 });
  expect(await runCli(['customers', 'list', '--profile', 'gone'], { folder })).toMatchObject({
    code: 2,
    err: 'strowger: There is no profile "gone": strowger configure makes one.\n',
  });
});
