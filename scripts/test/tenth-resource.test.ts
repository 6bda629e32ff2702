import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * A resource is added to a copy of the workspace as docs/contributing.md says, and to no other file: it compiles, and the
 * loops over the registry pass on it. A copy, as nothing in the product would otherwise have a use for a registry that is
 * handed in, and types read from one that is would say less.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OVERLAY = fileURLToPath(new URL('./tenth-resource/', import.meta.url));
const SECONDS_MAX = 240;
const run = promisify(execFile);

/** file -> what is put behind which line of it. */
const edits: Record<string, [behind: string, line: string][]> = {
  'packages/contracts/src/fields/id.ts': [["  inboxMessage: 'msg',", "  announcement: 'ann',"]],
  'packages/contracts/src/resources/api-key.ts': [["  'operators',", "  'announcements',"]],
  'packages/contracts/src/resources/index.ts': [
    ["export * from './api-key.ts';", "export * from './announcement.ts';"],
  ],
  'packages/contracts/src/operations/index.ts': [
    [
      "import * as whitelists from './whitelists.ts';",
      "import * as announcements from './announcements.ts';",
    ],
    ['  ...whitelists,', '  ...announcements,'],
  ],
  'prisma/schema/customer.prisma': [
    ['  whitelists         Whitelist[]', '  announcements      Announcement[]'],
  ],
  'prisma/schema/user.prisma': [['  whitelists   Whitelist[]', '  announcements Announcement[]']],
  'packages/domain/src/owned/kinds.ts': [['export const ownedKinds = [', "  'announcement',"]],
  'packages/domain/src/handlers.ts': [
    [
      "import { whitelistMutations, whitelistQueries } from './whitelists/handlers.ts';",
      "import { announcementMutations, announcementQueries } from './announcements/handlers.ts';",
    ],
    ['    ...whitelistQueries,', '    ...announcementQueries,'],
    ['    ...whitelistMutations,', '    ...announcementMutations,'],
  ],
};

/** What this test brings beside what an author writes. */
const OWN_TEST = 'apps/web/test/announcement-faces.test.ts';
const operations = [
  'getAnnouncement',
  'createAnnouncement',
  'updateAnnouncement',
  'deleteAnnouncement',
  'getCustomerAnnouncements',
  'getUserAnnouncements',
];

let copy: string;
let added: string[];

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'tenth-resource-'));
  await copyWorkspace();
  added = (await readdir(OVERLAY, { recursive: true }))
    .filter((file) => file.endsWith('.txt'))
    .map((file) => file.replace(/\.txt$/, ''));
  for (const file of added) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await cp(`${OVERLAY}${file}.txt`, join(copy, file));
  }
  for (const [file, insertions] of Object.entries(edits)) await edit(join(copy, file), insertions);
  await tool('prisma', ['generate', '--config', 'prisma.config.ts'], '.');
}, SECONDS_MAX * 1000);
afterAll(() => rm(copy, { recursive: true, force: true }));

/** What git knows of the packages and of the web app; the installed modules are linked to. */
async function copyWorkspace(): Promise<void> {
  const parts = [
    'packages',
    'apps/web',
    'apps/worker',
    'prisma',
    'prisma.config.ts',
    'package.json',
    'tsconfig.base.json',
    'vitest.config.ts',
  ];
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '--', ...parts], {
    cwd: ROOT,
  });
  for (const file of stdout.split('\n').filter(Boolean)) await cp(join(ROOT, file), join(copy, file));
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const entries = await readdir(join(ROOT, 'packages'), { withFileTypes: true });
  const packages = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `packages/${name}`);
  for (const folder of [...packages, 'apps/web', 'apps/worker']) {
    const installed = join(folder, 'node_modules');
    // Links to the workspace's packages are relative: in the copy they lead to the copies.
    await cp(join(ROOT, installed), join(copy, installed), { recursive: true, verbatimSymlinks: true });
  }
}

async function edit(file: string, insertions: [behind: string, line: string][]): Promise<void> {
  let text = await readFile(file, 'utf8');
  for (const [behind, line] of insertions) {
    // A list on one line is taken apart, as the formatter would.
    const [head, tail] = text.split(behind, 2) as [string, string | undefined];
    if (tail === undefined) throw new Error(`${file} has no line ${behind}`);
    text = `${head}${behind}\n${line}${text.slice(head.length + behind.length)}`;
  }
  await writeFile(file, text);
}

/** @throws Error with what the program said */
async function tool(name: string, args: string[], folder: string): Promise<string> {
  const options = {
    cwd: join(copy, folder),
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1' },
  };
  const file = join(ROOT, 'node_modules/.bin', name);
  const { stdout } = await run(file, args, options).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${name}: ${error.stdout}${error.stderr}`);
  });
  return stdout;
}

/** The files that the page names in its steps, `{a,b}` and `…` read as a shell would. */
async function documentedFiles(): Promise<string[]> {
  const page = await readFile(join(ROOT, 'docs/contributing.md'), 'utf8');
  const section = page.split('## Adding a resource')[1] ?? '';
  const paths = [...section.matchAll(/`((?:packages|prisma|apps)\/[^`]+)`/g)].map(
    ([, path]) => path as string,
  );
  return paths.flatMap((path) => {
    const choice = /^(.*)\{([^}]+)\}(.*)$/.exec(path);
    return choice ? (choice[2] ?? '').split(',').map((each) => `${choice[1]}${each}${choice[3]}`) : [path];
  });
}

test('it touches the files that the page names, and no other', async () => {
  const named = (await documentedFiles()).filter((file) => !file.startsWith('apps/web/src/app/'));
  const touched = [...Object.keys(edits), ...added.filter((file) => file !== OWN_TEST)];
  const isMigration = (file: string) => file.startsWith('prisma/migrations/');
  const normal = (files: string[]) =>
    [...new Set(files.map((file) => (isMigration(file) ? 'a migration' : file)))].sort();
  expect(normal(touched)).toEqual(normal(named));
});

test('it compiles, with REST, tRPC and the client typed by it', { timeout: SECONDS_MAX * 1000 }, async () => {
  const config = {
    extends: './tsconfig.json',
    include: ['src/rest', 'src/trpc', 'src/reference', 'test', 'e2e/env.ts'],
  };
  await writeFile(join(copy, 'apps/web/tsconfig.tenth.json'), JSON.stringify(config));
  expect(await tool('tsc', ['--noEmit'], 'packages/domain')).toBe('');
  expect(await tool('tsc', ['--noEmit', '-p', 'tsconfig.tenth.json'], 'apps/web')).toBe('');
});

type Report = {
  testResults: {
    name: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
};

test('the loops over the registry pass on it', { timeout: SECONDS_MAX * 1000 }, async () => {
  const files = [
    'packages/contracts/test/registry.test.ts',
    'packages/domain/test/isolation.test.ts',
    'packages/domain/test/conformance.test.ts',
    'packages/domain/test/announcements.test.ts',
    'apps/web/test/bad-input.test.ts',
    'apps/web/test/reference-examples.test.ts',
    OWN_TEST,
  ];
  const args = ['run', ...files, '-t', 'nnouncement', '--reporter=json', '--outputFile=report.json'];
  await tool('vitest', args, '.').catch(() => undefined);
  const report = JSON.parse(await readFile(join(copy, 'report.json'), 'utf8')) as Report;
  const results = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'skipped')
      .map((result) => ({ ...result, file: name.slice(copy.length + 1) })),
  );
  const failed = results.filter(({ status }) => status !== 'passed');
  expect(
    failed.map(({ file, fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages[0]}`),
  ).toEqual([]);
  expect([...new Set(results.map(({ file }) => file))].sort()).toEqual([...files].sort());
  for (const operation of operations) {
    const where = results.filter(({ fullName }) => fullName.includes(operation)).map(({ file }) => file);
    expect(where, operation).toEqual(
      expect.arrayContaining(files.filter((file) => /registry|bad-input|isolation/.test(file))),
    );
  }
  const versions = results
    .filter(({ file }) => file.endsWith('conformance.test.ts'))
    .map(({ fullName }) => fullName.split(' ')[0]);
  expect(new Set(versions)).toEqual(
    new Set(['createAnnouncement', 'updateAnnouncement', 'deleteAnnouncement']),
  );
});
