import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { operationOf } from '@strowger/contracts';
import { Strowger } from 'strowger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { introduction } from '../src/reference/introduction.ts';
import { referenceOf } from '../src/reference/reference.ts';

const origin = 'https://voice.example';
const docs = referenceOf(origin).groups.flatMap((group) => group.operations);
const web = fileURLToPath(new URL('..', import.meta.url));

/** What an example says beside its import and its client. */
const bodyOf = (typescript: string): string =>
  typescript.slice(typescript.indexOf('key });') + 'key });'.length);

type Sent = { method: string; path: string; query: Record<string, string>; body: string };

/** A client that answers everything with nothing, and tells what it was asked. */
function listeningClient(status: number): { strowger: Strowger; sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(String(input));
    sent.push({
      method: init.method ?? 'GET',
      path: pathname,
      query: Object.fromEntries(searchParams),
      body: String(init.body ?? ''),
    });
    const body = status === 204 ? null : '[{}]';
    return new Response(body, { status, headers: { 'content-type': 'application/json' } });
  };
  return { strowger: new Strowger({ url: origin, key: 'strow_x', fetch, maxRetries: 0 }), sent };
}

/** What a shell would send: the URL, the method and the body of a curl. */
function readCurl(text: string): Sent {
  const url = new URL(/curl (?:-X \w+ )?"([^"]+)"/.exec(text)?.[1] ?? '');
  const data = /-d '([\s\S]+)'$/.exec(text)?.[1]?.replaceAll("'\\''", "'") ?? '';
  return {
    method: /-X (\w+)/.exec(text)?.[1] ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: data,
  };
}

const parsed = (body: string): unknown => (body === '' ? '' : JSON.parse(body));
const AsyncFunction = (async () => {}).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<unknown>;

describe.each(docs.map((doc) => [doc.id, doc] as const))('the examples of %s', (id, { examples }) => {
  const operation = operationOf(id);
  it('say the same in both languages, and what the operation takes', async () => {
    const { strowger, sent } = listeningClient(operation.status);
    const run = new AsyncFunction('strowger', 'content', 'console', bodyOf(examples.typescript));
    await run(strowger, 'x', { log: () => {} });
    expect(sent).toHaveLength(1);
    const [byClient] = sent as [Sent];
    const byCurl = readCurl(examples.curl);
    expect({ ...byClient, body: '' }).toEqual({ ...byCurl, body: '' });
    expect([byClient.method, byClient.path.split('/').length]).toEqual([
      operation.method,
      `/v1${operation.path}`.split('/').length,
    ]);
    if (operation.streamedBody) return;
    expect(parsed(byClient.body)).toEqual(parsed(byCurl.body));
    const { params, query, body } = operation;
    expect(query?.safeParse(byCurl.query).error).toBeUndefined();
    expect(body?.safeParse(parsed(byCurl.body)).error).toBeUndefined();
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    const pattern = new RegExp(`^/v1${operation.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
    const values = (pattern.exec(byCurl.path) ?? []).slice(1);
    expect(
      params?.safeParse(Object.fromEntries(names.map((name, at) => [name, values[at]]))).error,
    ).toBeUndefined();
  });
});

describe('the TypeScript of the reference', () => {
  let folder: string;
  beforeAll(async () => {
    // Below the app, so that its modules are found.
    folder = await mkdtemp(`${web}test/examples-`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('compiles with the types of the client', async () => {
    const snippets = [
      ...docs.map(({ examples }) => examples.typescript),
      ...introduction(origin).flatMap(({ example }) =>
        example?.label === 'TypeScript' ? [example.code] : [],
      ),
    ];
    expect(snippets.length).toBeGreaterThan(docs.length);
    const blocks = snippets.map((snippet) => `{\n${snippet.replace(/^import .*$/m, '')}\n}`);
    const head = "import { Strowger } from 'strowger';\ndeclare const key: string, content: string;\n";
    await writeFile(`${folder}/examples.ts`, `${head}${blocks.join('\n')}\nexport {};\n`);
    await writeFile(
      `${folder}/tsconfig.json`,
      JSON.stringify({
        extends: '../../../../tsconfig.base.json',
        compilerOptions: { lib: ['es2024', 'dom'], noUnusedLocals: false },
        include: ['*.ts'],
      }),
    );
    const tsc = `${web}../../node_modules/.bin/tsc`;
    const { stdout } = await promisify(execFile)(tsc, ['-p', folder]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });
});
