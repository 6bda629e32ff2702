import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startWorker, type Worker } from '../src/compose.ts';
import { createWorkerDomain, ingestCalls, type WorkerDomain } from './fixtures/worker-domain.ts';
import { SECRET } from './fixtures/worker-process.ts';

type Received = { to: string[]; from: string; raw: string };

let domain: WorkerDomain;
let worker: Worker | undefined;
let server: SMTPServer | undefined;
let logged: string[] = [];
beforeAll(async () => {
  domain = await createWorkerDomain();
  await ingestCalls(domain, 4);
});
afterAll(() => domain.close());
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await close();
  logged = [];
  await domain.deps.db.rows('delete from limit_mail');
  await domain.deps.db.rows('delete from "limit"');
});

async function close(): Promise<void> {
  const open = server;
  server = undefined;
  if (open) await new Promise<void>((done) => open.close(() => done()));
}

/** A mail server that wants to be signed in to, and refuses whom it is told to. @returns what it has taken */
async function receive(port = 0, refuse: (address: string) => number | undefined = () => undefined) {
  const received: Received[] = [];
  const refused: string[] = [];
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'mailer' && password === 'Walnut-93'
        ? done(null, { user: username })
        : done(new Error('no')),
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refuse(address);
      if (responseCode === undefined) return done();
      refused.push(address);
      done(Object.assign(new Error(`${address} is not here`), { responseCode }));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          to: envelope.rcptTo.map(({ address }) => address),
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  const mine = server;
  await new Promise<void>((listening) => mine.listen(port, '127.0.0.1', () => listening()));
  return { received, refused, port: (mine.server.address() as AddressInfo).port };
}

async function start(port: number): Promise<void> {
  const write = (fields: Record<string, unknown>, message: string) =>
    void logged.push(`${message} ${JSON.stringify(fields)}`);
  worker = await startWorker({
    databaseUrl: domain.deps.db.url,
    authSecret: SECRET,
    publicUrl: 'https://voice.example',
    webhookPolicy: { allowCidrs: ['127.0.0.1/32'], ports: [] },
    version: '1.2.3',
    slots: 4,
    sweepMs: 100,
    log: { info: write, warn: write, error: write },
    mail: { smtpUrl: `smtp://mailer:Walnut-93@127.0.0.1:${port}`, from: 'Alerts <alerts@voice.example>' },
    mailRetryDelaysSeconds: Array(100).fill(0.2),
  });
}

/** A limit that is over its threshold with the calls that are there, and what was told of it. */
const limitOf = (notifyEmails: string[]) =>
  domain.run(domain.platform, 'createLimit', {
    customerId: domain.acme.id,
    type: 'callAttempts',
    threshold: '3',
    period: 'month',
    window: 'rolling',
    warnPercent: [50],
    notifyEmails,
  });
const mails = () =>
  domain.deps.db.rows<{ address: string; status: string; attempts: number; lastError: string | null }>(
    'select address, status, attempts, last_error as "lastError" from limit_mail order by address, id',
  );
const told = { timeout: 20_000, interval: 50 };
const headerOf = ({ raw }: Received, name: string) =>
  raw
    .split('\r\n\r\n')[0]
    ?.replace(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))
    ?.slice(name.length + 2);

test('a limit that is reached mails each of its addresses once for each event, with the way to it', async () => {
  const { received, port } = await receive();
  const limit = await limitOf(['ann@example.com', 'ben@example.com']);
  await start(port);
  await expect.poll(() => received.length, told).toBe(4);
  // Whoever looks again tells nothing twice.
  await domain.deps.db.rows('update limit_state set assess = true');
  await expect
    .poll(async () => (await domain.deps.db.rows('select from limit_state where assess')).length, told)
    .toBe(0);
  await expect
    .poll(async () => (await mails()).map(({ status }) => status), told)
    .toEqual(Array(4).fill('sent'));
  expect(received.map(({ to }) => to).sort()).toEqual([
    ['ann@example.com'],
    ['ann@example.com'],
    ['ben@example.com'],
    ['ben@example.com'],
  ]);
  const reached = received.find((mail) => headerOf(mail, 'Subject')?.startsWith('Limit reached')) as Received;
  expect(headerOf(reached, 'Subject')).toBe('Limit reached: call attempts of Acme');
  expect(headerOf(reached, 'From')).toBe('Alerts <alerts@voice.example>');
  expect(headerOf(reached, 'Auto-Submitted')).toBe('auto-generated');
  expect(headerOf(reached, 'Content-Type')).toMatch(/^text\/plain/);
  expect(headerOf(reached, 'Message-ID')).toMatch(/^<[0-9a-f-]{36}@voice\.example>$/);
  const text = reached.raw.replace(/=\r\n/g, '');
  expect(text).toContain('It has come to 4 of 3 (133%) in this month');
  expect(text).toContain(`https://voice.example/customers/${domain.acme.id}/limits/${limit.id}`);
  const warnings = received.filter((mail) => headerOf(mail, 'Subject')?.startsWith('Limit at 50%'));
  expect(warnings).toHaveLength(2);
  expect(new Set(received.map((mail) => headerOf(mail, 'Message-ID'))).size).toBe(4);
});

test('a server that is away is tried again until it takes the mail', async () => {
  const { port } = await receive();
  await close();
  await limitOf(['ann@example.com']);
  await start(port);
  await expect
    .poll(async () => Math.min(...(await mails()).map(({ attempts }) => attempts)), told)
    .toSatisfy((least: number) => least >= 2 && least < Infinity);
  const [waiting] = await mails();
  expect(waiting?.lastError).toMatch(/^(ESOCKET|ECONNECTION)/);
  const { received } = await receive(port);
  await expect.poll(async () => (await mails()).map(({ status }) => status), told).toEqual(['sent', 'sent']);
  expect(received).toHaveLength(2);
  expect(logged.join()).not.toContain('Walnut-93');
  expect(JSON.stringify(await mails())).not.toContain('Walnut-93');
});

test('an address that is refused for good is given up at once; for now, it is tried again', async () => {
  let isBusy = true;
  const { received, refused, port } = await receive(0, (address) => {
    if (address === 'gone@example.com') return 550;
    return isBusy ? 451 : undefined;
  });
  await limitOf(['gone@example.com', 'later@example.com']);
  await start(port);
  await expect
    .poll(() => refused.filter((address) => address === 'later@example.com').length, told)
    .toBeGreaterThan(1);
  isBusy = false;
  await expect
    .poll(async () => (await mails()).map(({ address, status }) => `${address} ${status}`), told)
    .toEqual([
      'gone@example.com dead',
      'gone@example.com dead',
      'later@example.com sent',
      'later@example.com sent',
    ]);
  expect((await mails())[0]).toMatchObject({ attempts: 1, lastError: expect.stringContaining('550') });
  expect(refused.filter((address) => address === 'gone@example.com')).toHaveLength(2);
  expect(received.map(({ to }) => to)).toEqual([['later@example.com'], ['later@example.com']]);
});

test('neither a name nor an address gets a line or a receiver of its own into a mail', async () => {
  const { received, port } = await receive();
  await limitOf(['ann@example.com', 'x,eve@example.com', 'a<b@example.com']);
  // Past the contract, which takes no such name.
  await domain.deps.db.rows('update customer set name = $2 where id = $1', [
    domain.acme.uuid,
    'Acme\r\nBcc: eve@example.com\r\n\r\nhello',
  ]);
  await start(port);
  await expect
    .poll(
      async () => (await mails()).filter(({ status }) => status === 'sent' || status === 'dead').length,
      told,
    )
    .toBe(6);
  await domain.deps.db.rows(`update customer set name = 'Acme' where id = $1`, [domain.acme.uuid]);
  expect((await mails()).map(({ address, status }) => `${address} ${status}`)).toEqual([
    'a<b@example.com dead',
    'a<b@example.com dead',
    'ann@example.com sent',
    'ann@example.com sent',
    'x,eve@example.com dead',
    'x,eve@example.com dead',
  ]);
  expect(received).toHaveLength(2);
  for (const mail of received) {
    expect(mail.to).toEqual(['ann@example.com']);
    expect(headerOf(mail, 'Bcc')).toBeUndefined();
    expect(headerOf(mail, 'Subject')).toContain('Acme Bcc: eve@example.com hello');
  }
});

test('a mail whose worker died while it was sent is not sent twice', async () => {
  const { received, port } = await receive();
  await domain.deps.db.rows(
    `insert into limit_mail (id, address, event, status, attempts, due_at, created_at)
     values (gen_random_uuid(), 'ann@example.com', '{}', 'sending', 1, now() - interval '1 second', now())`,
  );
  await start(port);
  await expect.poll(async () => (await mails())[0]?.status, told).toBe('dead');
  expect(received).toEqual([]);
});
