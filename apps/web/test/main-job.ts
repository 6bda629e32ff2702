import { createHash } from 'node:crypto';
import { CallRecordsBatch, CallRecordsCompleted, type Consumer } from '@strowger/contracts';
import { openQueue, type Queue } from '@strowger/db';
import { makeDomain, makeTree, makeUser } from '@strowger/testing/domain';
import { freePort, processEnv } from '@strowger/testing/processes';
import {
  type ReceivedWebhook,
  startWebhookReceiver,
  type WebhookReceiver,
} from '@strowger/testing/webhook-receiver';
import { Webhook } from 'standardwebhooks';
import { Strowger } from 'strowger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Supervised, supervise } from './chaos/processes.ts';
import { callOf } from './fixtures/freeswitch.ts';
import { makeKey, type RunningApi, startApi } from './start-api.ts';
import { startWorker } from './start-worker.ts';

/**
 * The main job, from front to back: calls that a switch wrote go in, a reseller and its child ask for them, and they arrive
 * rated, scoped and signed. Prices a minute: the platform charges the reseller 0.01, the reseller the child 0.02, and the
 * child its end customer 0.05, each rounded up to four decimals.
 * With two processes of each kind, every call goes to the other door than the one before it.
 */
export function describeMainJob(processes: 1 | 2): void {
  let api: RunningApi;
  let queue: Queue;
  const workers: { stop(): Promise<void> }[] = [];
  const webs: Supervised[] = [];
  const endings: string[] = [];
  let doors: string[];
  let turn = 0;
  const door = () => doors[turn++ % doors.length] as string;
  let tree: Awaited<ReturnType<typeof makeTree>>;
  let keys: Record<'platform' | 'reseller' | 'child', string>;
  const plans: Record<string, string> = {};
  const receivers: Record<string, { receiver: WebhookReceiver; consumer: Consumer }> = {};

  const client = (name: keyof typeof keys) => new Strowger({ url: door(), key: keys[name] });

  beforeAll(async () => {
    api = await startApi();
    const { domain } = api;
    queue = await openQueue(domain.deps.db.url, {
      works: false,
      onError: (error) => expect.unreachable(error.message),
    });
    Object.assign(domain.deps, {
      queue,
      webhookPolicy: { allowCidrs: ['127.0.0.1/32'], ports: [443] },
      publicUrl: api.url,
      clock: { now: () => new Date() },
    });
    doors = processes === 1 ? [api.url] : await startWebs(domain.deps.db.url);
    tree = await makeTree(domain);
    const root = {
      id: (await rootId()) as string,
      uuid: domain.platform.customerId,
      caller: domain.platform,
    };
    keys = {
      platform: await makeKey(domain, root),
      reseller: await makeKey(domain, tree.reseller),
      child: await makeKey(domain, tree.child),
    };
    await provision(root.id);
    for (let i = 0; i < processes; i++) workers.push(startWorker(domain.deps.db.url, api.url));
    for (const name of ['reseller', 'child'] as const) receivers[name] = await registerReceiver(name);
  }, 120_000);

  afterAll(async () => {
    await Promise.all([...workers, ...webs].map((process) => process.stop()));
    expect(endings).toEqual([]);
    for (const { receiver } of Object.values(receivers)) await receiver.close();
    await queue?.stop();
    await api?.close();
  });

  async function startWebs(databaseUrl: string): Promise<string[]> {
    const urls: string[] = [];
    for (let i = 0; i < processes; i++) {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      webs.push(supervise('web', `web ${i + 1}`, processEnv(databaseUrl, url, port), endings));
      urls.push(url);
    }
    await Promise.all(webs.map((web) => web.ready()));
    return urls;
  }

  const rootId = async () =>
    (await api.domain.run(api.domain.platform, 'getCustomers', { limit: '1' })).items[0]?.id;

  async function provision(platformId: string): Promise<void> {
    const { domain } = api;
    await makeDomain(domain, tree.reseller, 'sip.reseller.example');
    await makeUser(domain, tree.end, { username: 'desk' });
    const sellers: [seller: string, buyer: string, price: string][] = [
      [platformId, tree.reseller.id, '0.01'],
      [tree.reseller.id, tree.child.id, '0.02'],
      [tree.child.id, tree.end.id, '0.05'],
    ];
    for (const [seller, buyer, pricePerMinute] of sellers) {
      const plan = await client('platform').call('createTariffplan', {
        customerId: seller,
        name: `at ${pricePerMinute}`,
      });
      const rate = {
        tariffplanId: plan.id,
        prefix: '31',
        name: 'Netherlands',
        pricePerMinute,
        validFrom: '2026-01-01T00:00:00Z',
      };
      await client('platform').call('updateTariffplan', {
        tariffplanId: plan.id,
        validFrom: '2026-01-01T00:00:00Z',
      });
      await client('platform').call('createRate', rate);
      await client('platform').call('updateCustomer', { customerId: buyer, tariffplanId: plan.id });
      plans[buyer] = plan.id;
    }
    for (const [name, format] of [
      ['fs-1', 'freeswitchJson'],
      ['core', 'ndjson'],
    ] as const) {
      await client('platform').call('createCallRecordSource', {
        customerId: platformId,
        name,
        format,
        country: 'NL',
      });
    }
  }

  /** A receiver that proves itself by echoing the challenge, as an integrator's does. */
  async function registerReceiver(name: 'reseller' | 'child') {
    const receiver = await startWebhookReceiver(({ body }) => {
      const { type, data } = JSON.parse(body.toString());
      return type === 'consumer.verification' ? { body: JSON.stringify({ challenge: data.challenge }) } : {};
    });
    const customerId = tree[name].id;
    const consumer = await client(name).call('createConsumer', {
      customerId,
      url: `${receiver.url}/cdr`,
      batchSize: 2,
    });
    await until(
      async () => (await client(name).call('getConsumer', { consumerId: consumer.id })).status === 'verified',
    );
    return { receiver, consumer };
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (!(await holds())) {
      if (Date.now() > deadline) expect.unreachable('it did not happen within 30 s');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  const post = (query: string, type: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${door()}/v1/call-records/ingest?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.platform}`, 'content-type': type, ...headers },
      body,
    }).then(async (response) => ({
      status: response.status,
      ...((await response.json()) as Record<string, number>[])[0],
    }));

  const native = (recordKey: string, talkMs: number, fields: Record<string, unknown> = {}) => {
    const start = Date.parse('2026-11-24T12:00:00.000Z');
    const at = (ms: number) => new Date(start + ms).toISOString();
    return JSON.stringify({
      recordKey,
      authUser: 'desk@sip.reseller.example',
      direction: 'outbound',
      from: '+31517410010',
      to: '+31201234567',
      startedAt: at(0),
      answeredAt: at(5_000),
      endedAt: at(5_000 + talkMs),
      disposition: 'answered',
      ...fields,
    });
  };

  describe('what switches wrote', () => {
    it('goes in once, however it is sent and however often', async () => {
      const { aLeg, bLeg } = callOf('desk', 'sip.reseller.example', '0201234567');
      const basic = { authorization: `Basic ${Buffer.from(`fs:${keys.platform}`).toString('base64')}` };
      const form = (leg: typeof aLeg) => `cdr=${encodeURIComponent(JSON.stringify(leg.body))}`;
      const sendLegs = async () => [
        await post(`source=fs-1&uuid=${aLeg.uuid}`, 'application/json', JSON.stringify(aLeg.body)),
        await post(`source=fs-1&uuid=${bLeg.uuid}`, 'application/x-www-form-urlencoded', form(bLeg), basic),
      ];
      const ndjson = [
        native('n-1', 1_000),
        native('n-2', 59_001, {
          startedAt: '2026-11-24T12:30:00Z',
          answeredAt: '2026-11-24T12:30:05Z',
          endedAt: '2026-11-24T12:31:04.001Z',
        }),
        native('n-3', 0, { disposition: 'busy', answeredAt: null, sipCode: 486 }),
      ].join('\n');
      const sendNative = () => post('source=core', 'application/x-ndjson', ndjson);

      const counts = (accepted: number, duplicate: number) =>
        expect.objectContaining({ status: 200, accepted, duplicate, quarantined: 0 });
      expect(await sendLegs()).toEqual([counts(1, 0), counts(1, 0)]);
      expect(await sendNative()).toEqual(counts(3, 0));
      expect(await sendLegs()).toEqual([counts(0, 1), counts(0, 1)]);
      expect(await sendNative()).toEqual(counts(0, 3));
    });

    it('is kept aside with its reason where it cannot be read, and stops nothing', async () => {
      const lines = [
        '{"recordKey":',
        native('n-4', 1_000, { endedAt: '2026-11-24T11:00:00Z' }),
        native('n-5', 1_000, { authUser: 'nobody@sip.reseller.example' }),
      ];
      const sent = await post(
        'source=core',
        'application/x-ndjson',
        [...lines, native('n-6', 30_000)].join('\n'),
      );
      expect(sent).toMatchObject({ accepted: 1, quarantined: 3 });
      const { items: sources } = await client('platform').call('getCustomerCallRecordSources', {
        customerId: (await rootId()) as string,
      });
      const sourceId = sources.find((source) => source.name === 'core')?.id as string;
      const { items } = await client('platform').call('getQuarantinedRecords', { sourceId });
      expect(items.map((item) => [item.reason, item.raw]).sort()).toEqual(
        [
          ['unreadable', lines[0]],
          ['invalid', lines[1]],
          ['unattributed', lines[2]],
        ].sort(),
      );
    });
  });

  type Copy = { records: CallRecordsBatch['data']['records']; bodies: string[]; messages: ReceivedWebhook[] };

  /** Orders the day's records and gives what the receiver holds, all of it verified. */
  async function fetchCopy(name: 'reseller' | 'child'): Promise<Copy> {
    const { receiver, consumer } = receivers[name] as { receiver: WebhookReceiver; consumer: Consumer };
    const order = await client(name).call('getCallRecords', {
      consumer: consumer.url,
      from: '2026-11-24T00:00:00Z',
      to: '2026-11-25T00:00:00Z',
    });
    const done = async () =>
      (await client(name).call('getCallRecordRequest', { requestId: order.id })).status === 'completed';
    await until(done);
    const messages = receiver.accepted().filter(({ body }) => !body.includes('consumer.verification'));
    const verifier = new Webhook(consumer.secret as string);
    for (const { body, signed } of messages) verifier.verify(body.toString(), signed);

    const parsed = messages.map(({ body, signed }) => ({
      signed,
      body,
      content: JSON.parse(body.toString()),
    }));
    const batches = parsed.filter(({ content }) => content.type === 'call_records.batch');
    const [manifest, ...others] = parsed.filter(({ content }) => content.type === 'call_records.completed');
    expect(others).toEqual([]);
    CallRecordsCompleted.parse(manifest?.content);
    for (const { content } of batches) CallRecordsBatch.parse(content);
    const { data } = (manifest as { content: CallRecordsCompleted }).content;
    expect(data.batches).toEqual(
      batches.map(({ signed, body, content }) => ({
        id: signed['webhook-id'],
        sequence: content.data.sequence,
        recordCount: content.data.records.length,
        sha256: createHash('sha256').update(body).digest('hex'),
      })),
    );
    const records = batches.flatMap(({ content }) => (content as CallRecordsBatch).data.records);
    expect([data.batchCount, data.recordCount]).toEqual([batches.length, records.length]);
    return { records, bodies: messages.map(({ body }) => body.toString()), messages };
  }

  describe('what a reseller and its child get', () => {
    let copies: Record<'reseller' | 'child', Copy>;
    beforeAll(async () => {
      copies = { reseller: await fetchCopy('reseller'), child: await fetchCopy('child') };
    }, 90_000);

    const pricesOf = (copy: Copy) =>
      Object.fromEntries(
        copy.records.map(({ recordKey, disposition, talkSeconds, ratingStatus, cost, revenue }) => [
          recordKey?.slice(-4),
          [disposition, talkSeconds, ratingStatus, cost?.amount, revenue?.amount],
        ]),
      );

    it('is every record once, at its own prices', () => {
      // 62 s: 62·0.01/60 = 0.010333… -> 0.0104; 62·0.02/60 = 0.020666… -> 0.0207; 62·0.05/60 = 0.051666… -> 0.0517
      // 60 s: 0.0100, 0.0200, 0.0500; 30 s: 0.0050, 0.0100, 0.0250; 1 s: 0.00016… -> 0.0002, 0.0004, 0.0009
      const zero = ['0.0000', '0.0000'];
      expect(pricesOf(copies.reseller)).toEqual({
        '1a01': ['answered', 62, 'rated', '0.0104', '0.0207'],
        '1a02': ['answered', 62, 'zero', ...zero],
        'n-1': ['answered', 1, 'rated', '0.0002', '0.0004'],
        'n-2': ['answered', 60, 'rated', '0.0100', '0.0200'],
        'n-3': ['busy', 0, 'zero', ...zero],
        'n-6': ['answered', 30, 'rated', '0.0050', '0.0100'],
      });
      expect(pricesOf(copies.child)).toEqual({
        '1a01': ['answered', 62, 'rated', '0.0207', '0.0517'],
        '1a02': ['answered', 62, 'zero', ...zero],
        'n-1': ['answered', 1, 'rated', '0.0004', '0.0009'],
        'n-2': ['answered', 60, 'rated', '0.0200', '0.0500'],
        'n-3': ['busy', 0, 'zero', ...zero],
        'n-6': ['answered', 30, 'rated', '0.0100', '0.0250'],
      });
    });

    it('shows the child no trace of what its parent pays or by which plan', async () => {
      const text = copies.child.bodies.join();
      const { items } = await client('platform').call('getTariffplanRates', {
        tariffplanId: plans[tree.reseller.id] as string,
      });
      expect(items).toHaveLength(1);
      for (const secret of [
        items[0]?.id,
        plans[tree.reseller.id],
        tree.reseller.id,
        '0.0104',
        '"0.0050"',
        'Reseller',
      ]) {
        expect(text.includes(secret as string)).toBe(false);
      }
      expect(copies.reseller.bodies.join()).toContain('0.0104');
    });

    it('tells the call as it was: times, numbers, both legs joined', () => {
      const leg = (end: string) => copies.child.records.find((record) => record.recordKey?.endsWith(end));
      expect(leg('1a01')).toMatchObject({
        direction: 'outbound',
        customerId: tree.end.id,
        startedAt: '2026-11-24T09:15:00.250Z',
        answeredAt: '2026-11-24T09:15:04.350Z',
        endedAt: '2026-11-24T09:16:05.850Z',
        toNumber: '+31201234567',
        country: 'NL',
        callId: 'a84b4c76e66710@198.51.100.20',
        hangupBy: 'callee',
        codec: 'PCMA',
        otherLegId: leg('1a02')?.legId,
      });
      expect(leg('1a02')).toMatchObject({ otherLegId: leg('1a01')?.legId, customerId: tree.end.id });
    });
  });

  it('an end customer’s records go to its reseller’s consumer only at the reseller’s level; a parent cannot name a child’s consumer for more', async () => {
    const { consumer } = receivers.child as { consumer: Consumer };
    const beyond = client('reseller').call('getCallRecords', {
      consumer: consumer.id,
      from: '2026-11-24T00:00:00Z',
    });
    await expect(beyond).rejects.toMatchObject({ problem: { status: 422, code: 'validation' } });
    const foreign = client('child').call('getCallRecords', {
      consumer: receivers.reseller?.consumer.id as string,
      from: '2026-11-24T00:00:00Z',
    });
    await expect(foreign).rejects.toMatchObject({ problem: { status: 404 } });
  });

  it.runIf(processes === 1)('a consumer at a private address answers 422 and is never dialled', async () => {
    const trap = await startWebhookReceiver();
    Object.assign(api.domain.deps, { webhookPolicy: { allowCidrs: [], ports: [443] } });
    const port = new URL(trap.url).port;
    for (const url of [
      trap.url,
      `https://127.0.0.1:${port}/`,
      'https://127.1/',
      'https://2130706433/',
      'https://[::ffff:7f00:1]/',
      'https://10.0.0.8/',
      'https://localhost/',
      'https://169.254.169.254/latest',
    ]) {
      const attempt = client('reseller').call('createConsumer', { customerId: tree.reseller.id, url });
      await expect(attempt).rejects.toMatchObject({
        problem: { status: 422, errors: [{ pointer: '/url' }] },
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(trap.received).toEqual([]);
    await trap.close();
  });

  it('fifty identical orders at once make one request', async () => {
    // Without the client, which gives every call an Idempotency-Key of its own.
    const query = new URLSearchParams({
      consumer: receivers.child?.consumer.id as string,
      from: '2026-11-20T00:00:00Z',
      to: '2026-11-21T00:00:00Z',
    });
    const order = async () => {
      const response = await fetch(`${door()}/v1/call-records?${query}`, {
        headers: { authorization: `Bearer ${keys.child}` },
      });
      expect(response.status).toBe(202);
      return ((await response.json()) as { id: string }[])[0] as { id: string };
    };
    const made = await Promise.all(Array.from({ length: 50 }, order));
    expect(new Set(made.map((request) => request.id)).size).toBe(1);
  });
}
