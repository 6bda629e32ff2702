import { decodeId, encodeId } from '@strowger/contracts';
import type { Caller } from '@strowger/domain';
import { makeCustomer, makeDomain, makeUser, operatorOf, type TestCustomer } from '@strowger/testing/domain';
import { Strowger } from 'strowger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerDownload } from '../src/downloads/answer-download.ts';
import { appRouter } from '../src/trpc/router.ts';
import { rawRequest } from './raw-request.ts';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

const RECORDS = 5_000;

let api: RunningApi;
let key: string;
let requestId: string;
let acme: TestCustomer;
beforeAll(async () => {
  api = await startApi();
  const { run, platform, deps } = api.domain;
  acme = await makeCustomer(api.domain, undefined, { name: 'Acme', kind: 'end' });
  await makeDomain(api.domain, acme, 'sip.acme.example');
  await makeUser(api.domain, acme, { username: 'desk' });
  key = await makeKey(api.domain, acme);
  const platformId = (await run(platform, 'getCustomers', { limit: '1' })).items[0]?.id as string;
  await run(platform, 'createCallRecordSource', { customerId: platformId, name: 'sw', format: 'ndjson' });
  const at = (ms: number) => new Date(Date.parse('2026-11-25T10:00:00Z') + ms).toISOString();
  const records = Array.from({ length: RECORDS }, (_, index) => ({
    recordKey: `call-${index}`,
    authUser: 'desk@sip.acme.example',
    direction: 'outbound',
    from: '101',
    to: '+31201234567',
    startedAt: at(index),
    answeredAt: at(index + 1),
    endedAt: at(index + 2_000),
    disposition: 'answered',
  }));
  const chunks = (async function* () {
    yield Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  })();
  const body = { mediaType: 'application/x-ndjson', chunks };
  await run(platform, 'ingestCallRecords', { source: 'sw' }, {}, body);
  const inbox = await run(acme.caller, 'createInbox', { customerId: acme.id });
  requestId = (await run(acme.caller, 'getCallRecords', { consumer: inbox.id, from: at(0), to: at(60_000) }))
    .id;
  // As the worker does when it takes a request up.
  await deps.db.rows(
    `update call_record_request set status = 'processing', watermark = (select max(number) from ingest_batch),
       watermark_snapshot = pg_current_snapshot()::text`,
  );
});
afterAll(() => api.close());

const get = (headers: Record<string, string> = {}, query = '', method = 'GET') =>
  fetch(`${api.url}/v1/call-record-requests/${requestId}/download${query}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...headers },
  });

describe('a download by REST', () => {
  it('is a file of CSV, or of NDJSON where that is asked for', async () => {
    const csv = await get();
    expect(csv.status).toBe(200);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename="call-records-${requestId}.csv"`,
    );
    expect(csv.headers.get('cache-control')).toBe('no-store');
    expect((await csv.text()).trimEnd().split('\r\n')).toHaveLength(RECORDS + 1);
    const ndjson = await get({}, '?format=ndjson');
    expect(ndjson.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await ndjson.text()).trimEnd().split('\n');
    expect(new Set(lines.map((line) => (JSON.parse(line) as { id: string }).id)).size).toBe(RECORDS);
  });

  it.each([
    ['gzip', true],
    ['br, gzip;q=0.5', true],
    ['identity', false],
    ['gzip;q=0', false],
    ['deflate', false],
  ])('with Accept-Encoding %s is compressed: %s', async (accepted, isCompressed) => {
    const { status, headers, body } = await rawRequest(
      api.port,
      `GET /v1/call-record-requests/${requestId}/download HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nAccept-Encoding: ${accepted}\r\nConnection: close\r\n\r\n`,
    );
    expect([status, headers['content-encoding']]).toEqual([200, isCompressed ? 'gzip' : undefined]);
    expect(headers.vary).toContain('Accept-Encoding');
    expect(String(body).length > 0).toBe(true);
  });

  it('has headers alone for HEAD', async () => {
    const head = await get({}, '', 'HEAD');
    expect([head.status, head.headers.get('content-type')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
    ]);
    expect(await head.text()).toBe('');
  });

  it('that nobody reads on is read no further, and holds no connection of the database', async () => {
    const response = await get({ 'accept-encoding': 'identity' });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await reader.cancel();
    const { pool } = api.domain.deps.db;
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
    expect((await get()).status).toBe(200);
  });

  it.each(['?format=json', '?format=', '?fields=id'])('refuses %s', async (query) => {
    expect((await get({}, query)).status).toBe(422);
  });

  it('comes through the client as it is read', async () => {
    const client = new Strowger({ url: api.url, key });
    const file = await client.downloadCallRecordRequest({ requestId, format: 'ndjson' });
    expect(file.fileName).toBe(`call-records-${requestId}.ndjson`);
    let bytes = 0;
    for await (const part of file.body as unknown as AsyncIterable<Uint8Array>) bytes += part.byteLength;
    expect(bytes).toBeGreaterThan(RECORDS * 500);
  });
});

describe('a download by the console', () => {
  const page = (query = '', headers: Record<string, string> = {}) =>
    new Request(`${api.url}/api/downloads/call-record-requests/${requestId}${query}`, { headers });
  const answer = (request = page(), caller: Caller | undefined = acme.caller, of = requestId) =>
    answerDownload(api.parts, request, { requestId: of }, { requestId: 'test', caller });
  const refused = async (response: Promise<Response>) => {
    const answered = await response;
    expect(answered.headers.get('content-disposition')).toBeNull();
    return [answered.status, ((await answered.json()) as { code: string }).code];
  };

  it.each([
    ['', 'csv', 'text/csv; charset=utf-8; header=present', RECORDS + 1],
    ['?format=ndjson', 'ndjson', 'application/x-ndjson', RECORDS],
  ])('%s is a file of %s for every role that reads records', async (query, extension, mediaType, lines) => {
    for (const role of ['owner', 'manager', 'finance', 'viewer'] as const) {
      const response = await answer(page(query), operatorOf(acme.uuid, acme.caller.path, role));
      const { status, headers } = response;
      expect([status, headers.get('content-type')]).toEqual([200, mediaType]);
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="call-records-${requestId}.${extension}"`,
      );
      expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
        'no-store',
        'nosniff',
      ]);
      expect((await response.text()).trimEnd().split('\n')).toHaveLength(lines);
    }
  });

  it('is for its own pages and who is signed in', async () => {
    for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect(await refused(answer(page('', headers)))).toEqual([403, 'foreignOrigin']);
    const own = await answer(page('', { 'sec-fetch-site': 'same-origin' }));
    expect(own.status).toBe(200);
    await own.body?.cancel();
    const anonymous = answerDownload(
      api.parts,
      page(),
      { requestId },
      { requestId: 'test', caller: undefined },
    );
    expect(await refused(anonymous)).toEqual([401, 'unauthorized']);
  });

  it('refuses what is no format, no order, an order of somebody else, and the level above', async () => {
    expect(await refused(answer(page('?format=xlsx')))).toEqual([422, 'validation']);
    expect(await refused(answer(page(), acme.caller, 'crr_nothing'))).toEqual([422, 'validation']);
    const other = await makeCustomer(api.domain, undefined, { name: 'Other', kind: 'end' });
    expect(await refused(answer(page(), other.caller))).toEqual([404, 'notFound']);
    expect(await refused(answer(page(), api.domain.platform))).toEqual([403, 'reservedToOwner']);
  });

  it('is there once the order is taken up, and for 7 days', async () => {
    const { run, clock, deps } = api.domain;
    const { consumerId } = await run(acme.caller, 'getCallRecordRequest', { requestId });
    const from = '2026-11-25T10:00:00Z';
    const { id } = await run(acme.caller, 'getCallRecords', { consumer: consumerId, from });
    expect(await refused(answer(page(), acme.caller, id))).toEqual([409, 'conflict']);
    await deps.db.rows(
      `update call_record_request set status = 'processing', watermark = (select max(number) from ingest_batch),
         watermark_snapshot = pg_current_snapshot()::text where id = $1`,
      [decodeId('callRecordRequest', id)],
    );
    clock.advanceSeconds(7 * 86_400);
    const last = await answer(page(), acme.caller, id);
    expect(last.status).toBe(200);
    await last.body?.cancel();
    clock.advanceSeconds(1);
    expect(await refused(answer(page(), acme.caller, id))).toEqual([410, 'gone']);
  });
});

it('what was sent to a consumer says nothing to the level above by any face, and the same to its own by all', async () => {
  const { run, platform } = api.domain;
  const { consumerId } = await run(acme.caller, 'getCallRecordRequest', { requestId });
  const { id: deliveryId } = await run(acme.caller, 'testConsumer', { consumerId });
  const path = `/v1/deliveries/${deliveryId}/message`;
  const root = { id: encodeId('customer', platform.customerId), uuid: platform.customerId, caller: platform };
  const above = await makeKey(api.domain, root);
  const rest = (url: string, token: string) =>
    fetch(`${api.url}${url}`, { headers: { authorization: `Bearer ${token}` } });
  const trpc = (caller: Caller) => appRouter.createCaller({ parts: api.parts, caller, requestId: 'test' });
  for (const url of [path, `/v1/call-record-requests/${requestId}/download`]) {
    const answer = await rest(url, above);
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { code: 'reservedToOwner', detail: expect.stringMatching(/^Nobody reads the charge of another level/) },
    ]);
  }
  await expect(trpc(platform).getDeliveryMessage({ deliveryId })).rejects.toMatchObject({
    cause: { code: 'reservedToOwner' },
  });
  const [message] = (await (await rest(path, key)).json()) as unknown[];
  expect(message).toMatchObject({ deliveryId, body: expect.stringContaining('consumer.test') });
  expect(await trpc(acme.caller).getDeliveryMessage({ deliveryId })).toEqual(message);
});
