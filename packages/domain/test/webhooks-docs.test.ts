import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecret, signMessage } from '../src/delivery/signature.ts';

const run = promisify(execFile);
const secret = newSecret();
const body = Buffer.from('{"type":"call_records.batch","data":"ünïcode"}');
const now = new Date();
const headers = signMessage('dlv_1', now, body, [secret, newSecret()]);
const old = signMessage('dlv_1', new Date(now.getTime() - 301_000), body, [secret]);

/** What is handed to the code of the page, and what it must say. */
const cases: [Record<string, string>, Buffer, string, boolean][] = [
  [headers, body, secret, true],
  [headers, Buffer.from('{}'), secret, false],
  [headers, body, newSecret(), false],
  [old, body, secret, false],
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'webhooks-'));
  const page = await readFile(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
  for (const [, name, code] of page.matchAll(/```\w+ (verify[\w.-]+)\n([\s\S]*?)```/g)) {
    await writeFile(join(folder, name as string), code as string);
  }
});
afterAll(() => rm(folder, { recursive: true }));

function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);
    return true;
  } catch {
    return false;
  }
}

describe('the code in docs/webhooks.md', () => {
  test('accepts in TypeScript what we sign, and nothing else', async () => {
    const { verifyWebhook } = (await import(join(folder, 'verify-webhook.ts'))) as {
      verifyWebhook: (headers: Record<string, string>, body: Buffer, secret: string) => boolean;
    };
    expect(cases.map(([given, bytes, key]) => verifyWebhook(given, bytes, key))).toEqual(
      cases.map((c) => c[3]),
    );
  });

  test.skipIf(!hasPython())('accepts in Python what we sign, and nothing else', async () => {
    const input = cases.map(([given, bytes, key]) => [given, bytes.toString('base64'), key]);
    const script = `import base64, json, sys; from verify_webhook import verify_webhook
print(json.dumps([verify_webhook(h, base64.b64decode(b), s) for h, b, s in json.loads(sys.argv[1])]))`;
    const { stdout } = await run('python3', ['-c', script, JSON.stringify(input)], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual(cases.map((c) => c[3]));
  });
});
