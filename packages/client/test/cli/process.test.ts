import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { problem, type Step, startScriptedServer, startScriptedServerAt } from '../scripted-server.ts';
import { inBash } from './start-cli.ts';
import { runCli } from './test-io.ts';

const open: { close(): Promise<void> }[] = [];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strowger-cli-'));
  const lines = Array.from({ length: 5 }, (_, index) => `{"recordKey":"${index}"}\n`);
  await writeFile(join(folder, 'calls.ndjson'), lines.join(''));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(...steps: Step[]) {
  const server = await startScriptedServer(...steps);
  open.push(server);
  return server;
}
const key = 'strow_test_0123456789';

describe('as a process', () => {
  it('ends well and without a word where its reader has seen enough', async () => {
    const big = Array.from({ length: 200 }, (_, index) => ({ id: `cus_${index}`, name: 'x'.repeat(2_000) }));
    const link = '<http://x/v1/customers?cursor=c>; rel="next"';
    const server = await serve({ headers: { link }, body: big });
    const { out, err } = await inBash(
      `strowger customers list --all --output ndjson | head -1 | cut -c 1-13; echo "\${PIPESTATUS[0]}"`,
      { STROWGER_URL: server.url, STROWGER_KEY: key },
    );
    expect([out, err]).toEqual(['{"id":"cus_0"\n0\n', '']);
  }, 30_000);

  it('writes colours to a terminal only', async () => {
    const server = await serve({ body: [{ id: 'cus_1', name: 'Ann' }] });
    const env = { STROWGER_URL: server.url, STROWGER_KEY: key, TERM: 'xterm' };
    const esc = String.fromCharCode(27);
    expect((await inBash('strowger customers list', env)).out).not.toContain(esc);
    const terminal = `script -qec "'${process.execPath}' packages/client/src/cli/main.ts customers list" /dev/null`;
    const { out } = await inBash(`command -v script > /dev/null && ${terminal} || echo none`, env);
    if (out.trim() !== 'none') expect(out).toContain(`${esc}[1mid`);
    const { out: plain } = await inBash(`command -v script > /dev/null && ${terminal} || echo none`, {
      ...env,
      NO_COLOR: '1',
    });
    expect(plain).not.toContain(esc);
  }, 30_000);

  it('never shows the key, whatever happens', async () => {
    const server = await serve(problem('unauthorized'));
    const env = { STROWGER_URL: server.url, STROWGER_KEY: key };
    const refused = await inBash('strowger customers list', env);
    const unreachable = await inBash('strowger customers get cus_1 --url http://127.0.0.1:9', env);
    const broken = await inBash('strowger customers list', { ...env, STROWGER_KEY: `${key} x` });
    expect([refused.code, unreachable.code, broken.code]).toEqual([1, 3, 2]);
    for (const { out, err } of [refused, unreachable, broken]) expect(out + err).not.toContain(key);
  }, 30_000);
});

describe('ingest', () => {
  const counts = (accepted: number) => ({ body: [{ accepted, duplicate: 0, quarantined: 0, batches: 1 }] });
  const ingest = (url: string, ...more: string[]) =>
    runCli(
      [
        'ingest',
        join(folder, 'calls.ndjson'),
        '--source',
        'pbx-1',
        '--part-records',
        '2',
        '--output',
        'json',
        ...more,
      ],
      { url, key, folder },
    );

  it('sends a part again where the network breaks, and counts it once', async () => {
    const server = await serve(
      counts(2),
      'break',
      problem('unavailable', { 'retry-after': '0' }),
      counts(2),
      counts(1),
    );
    const { code, out, err } = await ingest(server.url);
    expect([code, JSON.parse(out)]).toEqual([0, { accepted: 5, duplicate: 0, quarantined: 0 }]);
    expect(err).toMatch(/Again in \d+ s …/);
    const bodies = server.seen.map(({ body }) => body.match(/\d/g)?.join(''));
    expect(bodies).toEqual(['01', '23', '23', '23', '4']);
    expect(server.seen[0]?.path).toBe('/v1/call-records/ingest?source=pbx-1');
  });

  it('goes on behind the last part that was answered', async () => {
    const refusing = await serve(counts(2), problem('conflict'));
    const first = await ingest(refusing.url);
    expect([first.code, first.err.split('\n')[0]]).toEqual([
      1,
      '2 records sent so far. The same command goes on from there.',
    ]);
    // The same installation, at the same origin, that takes them now.
    const port = Number(new URL(refusing.url).port);
    await refusing.close();
    const willing = await startScriptedServerAt(port, counts(2), counts(1));
    open.push(willing);
    const second = await ingest(willing.url);
    expect(second.err).toContain('Going on at 40 %, behind 2 records.');
    expect(JSON.parse(second.out)).toEqual({ accepted: 5, duplicate: 0, quarantined: 0 });
    expect(willing.seen.map(({ body }) => body.match(/\d/g)?.join(''))).toEqual(['23', '4']);
    expect(await readdir(join(folder, 'ingest'))).toEqual([]);
  });

  it('of a file that has changed meanwhile begins anew', async () => {
    const server = await serve(counts(2), problem('conflict'), counts(2));
    await ingest(server.url);
    await writeFile(join(folder, 'calls.ndjson'), '{"recordKey":"8"}\n{"recordKey":"9"}\n');
    const { err } = await ingest(server.url);
    expect(err).not.toContain('Going on');
    expect(server.seen.at(-1)?.body).toContain('"8"');
  });

  it('asks for the format where the file does not tell', async () => {
    await writeFile(join(folder, 'odd.txt'), 'hello\n');
    const { code, err } = await runCli(['ingest', join(folder, 'odd.txt'), '--source', 'x'], {
      url: 'http://127.0.0.1:9',
      key,
      folder,
    });
    expect([code, err]).toEqual([
      2,
      'strowger: What format is it? Give --format: ndjson, csv, asterisk-csv, freeswitch-json.\n',
    ]);
  });
});

describe('records request --wait', () => {
  const request = (status: string, more: Record<string, unknown> = {}): Step => ({
    body: [
      {
        id: 'crr_1',
        status,
        deliveredRecords: 0,
        deliveredBatches: 0,
        expectedCount: null,
        lastError: null,
        ...more,
      },
    ],
  });
  const wait = ['records', 'request', '--consumer', 'con_1', '--from', '2026-11-01', '--wait'];

  it('ends with 0 where it is completed, and tells each step', async () => {
    const server = await serve(request('accepted'), request('processing'), request('completed'));
    const { code, err } = await runCli(wait, { url: server.url, key });
    expect([code, err]).toEqual([0, 'crr_1: accepted\ncrr_1: processing\n']);
    expect(server.seen.map(({ path }) => path)).toEqual([
      '/v1/call-records?consumer=con_1&from=2026-11-01T00%3A00%3A00Z',
      '/v1/call-record-requests/crr_1',
      '/v1/call-record-requests/crr_1',
    ]);
  });

  it('ends with 4 and the reason where it fails', async () => {
    const server = await serve(request('accepted'), request('failed', { lastError: 'HTTP 500' }));
    const { code, err } = await runCli(wait, { url: server.url, key });
    expect([code, err.trim().split('\n').at(-1)]).toEqual([4, 'strowger: The request is failed: HTTP 500.']);
  });
});
