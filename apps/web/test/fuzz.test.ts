import { operationIds, operationOf } from '@strowger/contracts';
import { createTestDomain, makeDomain, makeTree, makeUser, type TestDomain } from '@strowger/testing/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DocumentedAnswers } from './documented-answers.ts';
import { type GeneratedInput, inputsOf } from './fuzz/inputs.ts';
import { type Server, startServer } from './fuzz/start-server.ts';
import { makeKey } from './start-api.ts';

/** In CI a tenth of what the long run sends. */
const REQUESTS = process.env.STROWGER_LONG ? 20_000 : 2_000;
const AT_ONCE = 8;
const SECONDS_MAX = process.env.STROWGER_LONG ? 900 : 120;

let domain: TestDomain;
let server: Server;
let key: string;
const ids: string[] = [];

beforeAll(async () => {
  domain = await createTestDomain();
  const { run } = domain;
  const tree = await makeTree(domain);
  const sip = await makeDomain(domain, tree.reseller);
  const user = await makeUser(domain, tree.end);
  const plan = await run(tree.reseller.caller, 'createTariffplan', {
    customerId: tree.reseller.id,
    name: 'Plan',
  });
  const range = { customerId: tree.reseller.id, rangeStart: '+31201234500', rangeEnd: '+31201234599' };
  const own = { customerId: tree.end.id };
  const trunk = await run(tree.reseller.caller, 'createDestination', {
    ...own,
    name: 'Trunk',
    host: 'sip.carrier.example',
  });
  const things = [
    await run(tree.reseller.caller, 'createRate', {
      tariffplanId: plan.id,
      prefix: '31',
      name: 'NL',
      pricePerMinute: '0.01',
    }),
    await run(domain.platform, 'createNumberRange', range),
    await run(tree.reseller.caller, 'createLimit', { ...own, type: 'concurrentCalls', threshold: '5' }),
    await run(tree.reseller.caller, 'createForward', {
      userId: user.id,
      condition: 'busy',
      target: '+31612345678',
    }),
    await run(tree.reseller.caller, 'createWhitelist', {
      ...own,
      name: 'W',
      type: 'destination',
      entries: [{ country: 'NL' }],
    }),
    await run(tree.reseller.caller, 'createExtension', {
      ...own,
      direction: 'inbound',
      number: '+31201234501',
      targetId: user.id,
    }),
    await run(tree.reseller.caller, 'createCallRecordSource', {
      customerId: tree.reseller.id,
      name: 'core',
      format: 'ndjson',
    }),
    await run(tree.reseller.caller, 'createInbox', { customerId: tree.reseller.id }),
  ];
  ids.push(
    tree.reseller.id,
    tree.child.id,
    tree.end.id,
    tree.stranger.id,
    sip.id,
    user.id,
    plan.id,
    trunk.id,
  );
  ids.push(...things.map(({ id }) => id));
  key = await makeKey(domain, tree.reseller);
  server = await startServer(domain.deps.db.url);
});
afterAll(async () => {
  await server?.stop();
  await domain?.close();
});

const cases = () =>
  fc
    .constantFrom(...operationIds)
    .chain((id) => inputsOf(operationOf(id), ids).map((input) => ({ id, input })));

/** An object may have no text of its own: then its JSON. */
const textOf = (value: unknown): string =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).toWellFormed();

function requestOf(
  id: (typeof operationIds)[number],
  { params, query, body, headers }: GeneratedInput,
): [string, RequestInit] {
  const operation = operationOf(id);
  const path = operation.path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => encodeURIComponent(textOf(params[name])) || 'x',
  );
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toWellFormed(), textOf(value)]],
    ),
  );
  const type = operation.streamedBody?.mediaTypes[0] ?? (operation.body && 'application/json');
  const content = operation.streamedBody ? JSON.stringify(query) : operation.body && JSON.stringify(body);
  return [
    `${server.url}/v1${path}${search.size > 0 ? `?${search}` : ''}`,
    {
      method: operation.method,
      headers: { ...headers, authorization: `Bearer ${key}`, ...(type && { 'content-type': type }) },
      ...(content !== undefined && { body: content }),
    },
  ];
}

/** How much more the server may hold at the end than when a quarter was sent. A short run still warms up. */
const GROWTH_MAX = process.env.STROWGER_LONG ? 1.15 : 1.5;

it(
  `${REQUESTS} generated requests get no 5xx, no HTML and no answer outside of the document, and do not pile up in memory`,
  async () => {
    const seed = Number(process.env.STROWGER_FUZZ_SEED ?? 20_261_125);
    const answers = new DocumentedAnswers(server.url);
    const queue = fc.sample(cases(), { numRuns: REQUESTS, seed });
    const faults: string[] = [];
    const statuses = new Map<number, number>();

    /** Sends until so many are left. */
    async function sendDownTo(left: number): Promise<void> {
      while (queue.length > left) {
        const { id, input } = queue.pop() as (typeof queue)[number];
        const [url, init] = requestOf(id, input);
        const response = await fetch(url, init);
        const body = await response.text();
        const { status } = response;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const asked = { method: init.method ?? 'GET', path: new URL(url).pathname };
        const reply = { status, headers: Object.fromEntries(response.headers), body };
        const fault = status >= 500 ? body : answers.fault(asked, reply);
        if (fault) faults.push(`${id} ${status}: ${fault} <- ${JSON.stringify(input).slice(0, 300)}`);
      }
    }
    const sendAtOnce = (left: number) => Promise.all(Array.from({ length: AT_ONCE }, () => sendDownTo(left)));

    await sendAtOnce(REQUESTS - REQUESTS / 4);
    const early = await server.rssBytes();
    await sendAtOnce(0);
    const late = await server.rssBytes();

    console.info(`seed ${seed}; answers by status:`, Object.fromEntries([...statuses].sort()));
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
    console.info(
      `server after ${REQUESTS / 4} requests: ${megabytes(early)}, after ${REQUESTS}: ${megabytes(late)}`,
    );
    expect(faults.slice(0, 5)).toEqual([]);
    // Of each kind some: a generator that is only ever refused would prove nothing.
    for (const status of [200, 201, 204, 404, 422]) expect(statuses.get(status) ?? 0).toBeGreaterThan(0);
    expect(late / early).toBeLessThanOrEqual(GROWTH_MAX);
  },
  SECONDS_MAX * 1000,
);
