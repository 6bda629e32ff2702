import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = join(ROOT, 'node_modules/prisma/build/index.js');

let database: TestDatabase;
let project: string;

beforeEach(async () => {
  database = await createTestDatabase();
  project = await mkdtemp(join(tmpdir(), 'a project '));
  await cp(join(ROOT, 'prisma'), join(project, 'prisma'), { recursive: true });
  await writeFile(
    join(project, 'prisma.config.ts'),
    `export { default } from ${JSON.stringify(join(ROOT, 'prisma.config.ts'))};\n`,
  );
});
afterEach(async () => {
  await database.drop();
  await rm(project, { recursive: true, force: true });
});

/** Runs Prisma's CLI in the project without any network: a proxy that answers nobody stands in every way out. */
function prisma(...args: string[]): Promise<{ code: number; output: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number; output: string }>();
  const nowhere = 'http://127.0.0.1:9';
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: project,
    DATABASE_URL: database.url,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    CHECKPOINT_DISABLE: '1',
    NO_COLOR: '1',
  };
  const child = execFile(process.execPath, [CLI, ...args], { cwd: project, env }, (_, stdout, stderr) => {
    resolve({ code: child.exitCode ?? 1, output: stdout + stderr });
  });
  child.stdin?.end();
  return promise;
}

const diff = () =>
  prisma('migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--exit-code');

const addModel = (name: string) =>
  appendFile(join(project, 'prisma/schema/user.prisma'), `\nmodel ${name} {\n  id String @id @db.Uuid\n}\n`);

test('the migrations make exactly what the schema says, partitions of any month aside', async () => {
  await database.db.rows(`select ensure_month('2026-11-05'), ensure_month('2031-01-31T23:59:59Z')`);
  const { code, output } = await diff();
  expect(output).toContain('No difference detected');
  expect(code).toBe(0);
});

test('a model without a migration is a difference, by exit code', async () => {
  await addModel('Probe');
  const { code, output } = await diff();
  expect(output).toContain('Probe');
  expect(code).toBe(2);
});

test('migrate dev writes a migration for a new model and applies it', async () => {
  await addModel('Probe');
  const { code, output } = await prisma('migrate', 'dev', '--name', 'probe');
  expect(output).toContain('now in sync');
  expect(code).toBe(0);
  const folders = await readdir(join(project, 'prisma/migrations'));
  const made = folders.find((name) => name.endsWith('_probe')) ?? '';
  const sql = await readFile(join(project, 'prisma/migrations', made, 'migration.sql'), 'utf8');
  expect(sql.match(/CREATE TABLE|DROP|ALTER/g)).toEqual(['CREATE TABLE']);
  expect(await database.db.rows('select * from "Probe"')).toEqual([]);
});

test('a migration whose SQL fails is named with the reason, and status says so', async () => {
  const folder = join(project, 'prisma/migrations/20990101000000_wrong');
  await cp(join(project, 'prisma/migrations/20261125000000_foundation'), folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), 'alter table nowhere add column n int;');
  const deployed = await prisma('migrate', 'deploy');
  expect(deployed.output).toMatch(/20990101000000_wrong[\s\S]*nowhere|nowhere[\s\S]*20990101000000_wrong/);
  expect(deployed.code).toBe(1);
  const status = await prisma('migrate', 'status');
  expect(status.output).toContain('have failed');
  expect(status.code).toBe(1);
});

test('a function body with semicolons arrives whole', async () => {
  const folder = join(project, 'prisma/migrations/20990101000000_body');
  await cp(join(project, 'prisma/migrations/20261125000000_foundation'), folder, { recursive: true });
  const body = `create function three() returns int language plpgsql as $$ declare n int := 1; begin n := n + 2; return n; end $$;`;
  await writeFile(join(folder, 'migration.sql'), `create table before_it (n int); ${body}`);
  expect((await prisma('migrate', 'deploy')).code).toBe(0);
  expect(await database.db.rows('select three()')).toEqual([{ three: 3 }]);
});

test('two deploys at once take turns: the migration is applied once and both succeed', async () => {
  await addModel('Probe');
  expect((await prisma('migrate', 'dev', '--name', 'probe', '--create-only')).code).toBe(0);
  const both = await Promise.all([prisma('migrate', 'deploy'), prisma('migrate', 'deploy')]);
  expect(both.map((one) => one.code)).toEqual([0, 0]);
  const rows = await database.db.rows(`select 1 from _prisma_migrations where migration_name like '%_probe'`);
  expect(rows.length).toBe(1);
});

test('a server that is not there is told as such', async () => {
  const elsewhere = new URL(database.url);
  elsewhere.port = '9';
  database.url = elsewhere.toString();
  const { code, output } = await prisma('migrate', 'deploy');
  expect(output).toContain('P1001');
  expect(code).toBe(1);
});

test('the client is generated without a network', async () => {
  const { code, output } = await prisma('generate');
  expect(output).toContain('Generated Prisma Client');
  expect(code).toBe(0);
  const generated = join(project, 'packages/db/generated/prisma/client.ts');
  expect(await readFile(generated, 'utf8')).toContain('PrismaClient');
});
