import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { makeTree } from '@strowger/testing/domain';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

/**
 * The client as npm brings it: packed, installed into an empty folder, and run by the machine's own Node (20, where
 * there is one) against a running API.
 */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = join(root, 'node_modules/.bin');
let api: RunningApi;
let folder: string;
let tarball: string;
let env: Record<string, string>;

/** The first node in PATH that did not come with the checkout. */
const ownNode =
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((path) => !path.startsWith(root))
    .map((path) => join(path, 'node'))
    .find((path) => existsSync(path)) ?? process.execPath;

function execute(command: string, args: string[], cwd: string) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const path = [bin, join(root, 'scripts/bin'), process.env.PATH].join(delimiter);
    const options = { cwd, env: { ...process.env, ...env, PATH: path, NO_COLOR: '1' }, maxBuffer: 1 << 26 };
    execFile(command, args, options, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

async function succeeds(command: string, args: string[], cwd: string): Promise<string> {
  const { code, out, err } = await execute(command, args, cwd);
  expect(code, `${command} ${args.join(' ')}\n${out}\n${err}`).toBe(0);
  return out;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strowger-package-'));
  await succeeds(
    join(bin, 'turbo'),
    ['run', 'build', '--filter=strowger', '--output-logs=errors-only'],
    root,
  );
  const packed = await succeeds(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    join(root, 'packages/client'),
  );
  tarball = join(folder, JSON.parse(packed)[0].filename);
  await writeFile(join(folder, 'package.json'), '{"name":"empty","private":true}');
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  await succeeds('npm', ['install', ...quiet, tarball], folder);

  api = await startApi();
  const tree = await makeTree(api.domain);
  const key = await makeKey(api.domain, tree.reseller);
  env = { STROWGER_URL: api.url, STROWGER_KEY: key, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder };
}, 120_000);

afterAll(async () => {
  await api?.close();
  await rm(folder, { recursive: true, force: true });
});

it('brings nothing but itself and zod', async () => {
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  expect(Object.keys(lock.packages).filter(Boolean).sort()).toEqual([
    'node_modules/strowger',
    'node_modules/zod',
  ]);
});

it('is a right package to publint and to Are the Types Wrong', async () => {
  const bytes = await readFile(tarball);
  const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages } = await publint({ pack: { tarball: data } });
  expect(messages).toEqual([]);
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(bytes)));
  expect(analysis).toMatchObject({ problems: [] });
});

/** A script that lists, makes and is refused, and writes what it has seen. */
const script = `
  const strowger = new Strowger({ url: process.env.STROWGER_URL, key: process.env.STROWGER_KEY });
  const names = [];
  for await (const customer of strowger.getCustomers({ limit: 1 })) names.push(customer.name);
  const { items: [own] } = await strowger.getCustomers();
  const made = await strowger.createCustomer({ parentId: own.id, name: 'Made by ' + kind, kind: 'end' });
  const code = await strowger.updateCustomer({ customerId: made.id, name: '' }).catch((error) =>
    error instanceof ApiProblem ? error.code : String(error));
  console.log(JSON.stringify({ names, made: made.name, code, verify: typeof verifyWebhook }));
`;
const seen = (kind: string, names: string[]) => ({
  names: ['Reseller', 'Child reseller', 'End customer', ...names],
  made: `Made by ${kind}`,
  code: 'validation',
  verify: 'function',
});

it('runs as a module and as CommonJS on Node 20', async () => {
  await writeFile(
    join(folder, 'run.mjs'),
    `import { ApiProblem, Strowger, verifyWebhook } from 'strowger';\nconst kind = 'import';\n${script}`,
  );
  await writeFile(
    join(folder, 'run.cjs'),
    `const { ApiProblem, Strowger, verifyWebhook } = require('strowger');\nconst kind = 'require';\n(async () => {${script}})();`,
  );
  expect(JSON.parse(await succeeds(ownNode, ['run.mjs'], folder))).toEqual(seen('import', []));
  const { names, ...rest } = JSON.parse(await succeeds(ownNode, ['run.cjs'], folder));
  expect({ ...rest, names: names.sort() }).toEqual({
    ...seen('require', []),
    names: seen('', ['Made by import']).names.sort(),
  });
});

const sample = `
  import { ApiProblem, type Customer, type Page, Strowger, verifyWebhook } from 'strowger';

  export async function sample(strowger: Strowger): Promise<Page<Customer>> {
    for await (const user of strowger.getCustomerUsers({ customerId: 'cus_1', limit: 10 })) user.username.trim();
    const request = await strowger.getCallRecords({ consumer: 'con_1', from: new Date() }, { idempotencyKey: 'k' });
    const status: 'accepted' | 'completed' | string = request.status;
    // @ts-expect-error: there is no such field
    await strowger.createCustomer({ parentId: 'cus_1', name: status, kind: 'end', isAdmin: true });
    // @ts-expect-error: an id must be given
    await strowger.getCustomer({});
    const event = verifyWebhook('{}', {}, 'whsec_');
    if (event.type === 'call_records.batch') event.data.records.map((record) => record.cost?.amount);
    try {
      await strowger.deleteUser({ userId: 'usr_1' });
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'notFound') error.requestId.trim();
      // @ts-expect-error: there is no such code
      if (error instanceof ApiProblem && error.code === 'nope') throw error;
    }
    return strowger.getCustomers();
  }
`;

const strict = [
  ...['--strict', '--noEmit', '--exactOptionalPropertyTypes', '--types', '', '--module', 'nodenext'],
  ...['--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'],
];

it.each(['mts', 'cts'])('its types hold in a strict .%s file', async (extension) => {
  await writeFile(join(folder, `sample.${extension}`), sample);
  await succeeds(join(bin, 'tsc'), [...strict, `sample.${extension}`], folder);
});

it('the examples of its README compile', async () => {
  const page = await readFile(join(root, 'packages/client/README.md'), 'utf8');
  const examples = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
  expect(examples.length).toBeGreaterThan(1);
  const given = `declare const key: string, body: string, secret: string;
    declare const request: { headers: Record<string, string> };
    declare function store(records: unknown): Promise<void>;
    declare const console: { log(...values: unknown[]): void };`;
  const names = examples.map((_, index) => `readme-${index}.mts`);
  for (const [index, name] of names.entries())
    await writeFile(join(folder, name), `${given}\n${examples[index]}\nexport {};\n`);
  await succeeds(join(bin, 'tsc'), [...strict, ...names], folder);
});

it('npx strowger is the command line', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'packages/client/package.json'), 'utf8'));
  expect(await succeeds('npx', ['strowger', '--version'], folder)).toBe(`${version}\n`);
  const installed = join(folder, 'node_modules/strowger/bin/strowger.mjs');
  const list = await succeeds(ownNode, [installed, 'customers', 'list', '--columns', 'name,kind'], folder);
  expect(list.split('\n').slice(0, 2)).toEqual(['name             kind', 'Reseller         reseller']);
  const { code, err } = await execute(ownNode, [installed, 'customers', 'get', 'cus_1'], folder);
  expect([code, err.split('\n')[0]]).toEqual([1, 'strowger: There is no such customer. (notFound)']);
});
