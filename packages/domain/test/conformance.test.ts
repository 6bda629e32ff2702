import { type IdKind, idPrefixes, type OperationId, operationIds, operationOf } from '@strowger/contracts';
import {
  createTestDomain,
  makeOneOfEach,
  makeTree,
  type TestCustomer,
  type TestDomain,
} from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * What every resource must do, asked of each by its declaration alone: versions, repeated calls, removals, audit. A new
 * one is asked too, before its author writes a test.
 */
let domain: TestDomain;
let owner: TestCustomer;
let other: TestCustomer;
let things: Record<string, string>;

beforeAll(async () => {
  domain = await createTestDomain();
  ({ child: owner, stranger: other } = await makeTree(domain));
  things = await makeOneOfEach(domain, owner);
});
afterAll(() => domain.close());

type Wire = Record<string, unknown>;
type Thing = { id: string; version: number };
const run = (id: OperationId, input: Wire, meta = {}) =>
  domain.run(domain.platform, id as 'getUser', input as { userId: string }, meta) as Promise<Thing>;

/** Changes of one thing that is named by one path parameter. */
const changes = operationIds.filter((id) => {
  const { kind, status, params, body, example } = operationOf(id);
  return kind === 'mutation' && status === 200 && params && body && example?.body && /^update/.test(id);
});
const creations = operationIds.filter((id) => id.startsWith('create') && operationOf(id).example?.body);
const removals = operationIds.filter(
  (id) => operationOf(id).output.shape === 'none' && operationOf(id).path.endsWith('/delete'),
);

const parameterOf = (id: OperationId): string => Object.keys(operationOf(id).params?.shape ?? {})[0] ?? '';

/** `userId` -> a user of the owner. */
function nameOne(id: OperationId): Wire {
  const name = parameterOf(id);
  const kinds: Record<string, IdKind> = { sourceId: 'callRecordSource', requestId: 'callRecordRequest' };
  const kind = kinds[name] ?? name.slice(0, -2);
  const thing = things[kind];
  if (thing === undefined) throw new Error(`${id}: there is no ${kind} to try it on`);
  return { [name]: thing };
}

/** The registry's example, for the owner; what must be unique bears the serial. */
function exampleOf(id: OperationId, serial: Serial): Wire {
  const body: Wire = { ...operationOf(id).example?.body };
  for (const [name, value] of Object.entries(body)) {
    const kind = Object.entries(idPrefixes).find(([, prefix]) => String(value).startsWith(`${prefix}_`))?.[0];
    if (kind !== undefined) body[name] = things[kind];
  }
  return { ...body, ...ownValues(serial)[id], ...(operationOf(id).params && nameOne(id)) };
}

type Serial = 1 | 2 | 3 | 4;

/** What one creation of a kind cannot have in common with the next. */
const ownValues = (serial: Serial): Partial<Record<OperationId, Wire>> => ({
  createCustomer: { externalId: `conform-${serial}` },
  createUser: { username: `conform-${serial}` },
  createDomain: { domain: `d${serial}.conform.example`, isDefault: false },
  createConsumer: { url: `https://conform-${serial}.example/cdr` },
  createCallRecordSource: { name: `conform-${serial}` },
  createOperator: { email: `${serial}@conform.example` },
  createRate: { prefix: `44${serial}`, validFrom: '2027-01-01T00:00:00Z' },
  createNumberRange: { rangeStart: `+312055501${serial}0`, rangeEnd: `+312055501${serial}9` },
  createExtension: {
    direction: 'outbound',
    dialPattern: '00.',
    destinationId: things.destination,
    number: undefined,
    targetId: undefined,
  },
});

/** The same for another customer, which makes it another payload whatever else it has. */
function elsewhere(id: OperationId): Wire {
  const { params, body } = operationOf(id);
  const name = ['customerId', 'parentId'].find((each) => each in { ...params?.shape, ...body?.shape });
  return name === undefined ? {} : { [name]: other.id };
}

describe.each(changes)('%s', (id) => {
  it('with the version that was read is done once, and with that version again is refused', async () => {
    const read = await run(id, { ...operationOf(id).example?.body, ...nameOne(id) });
    const input = { ...operationOf(id).example?.body, ...nameOne(id) };
    const changed = await run(id, input, { ifVersion: read.version });
    expect(changed.version).toBe(read.version + 1);
    await expect(run(id, input, { ifVersion: read.version })).rejects.toMatchObject({ code: 'staleVersion' });
  });
});

describe.each(creations)('%s', (id) => {
  it('sent again with its key makes nothing new; the key with another payload is refused', async () => {
    const input = exampleOf(id, 1);
    const idempotencyKey = `conform-${id}`;
    const first = await run(id, input, { idempotencyKey });
    expect(await run(id, input, { idempotencyKey })).toEqual(first);
    await expect(
      run(id, { ...exampleOf(id, 2), ...elsewhere(id) }, { idempotencyKey }),
    ).rejects.toMatchObject({
      code: 'idempotencyMismatch',
    });
  });

  it('leaves an audit entry that names what was made', async () => {
    const made = await run(id, exampleOf(id, 3));
    const { items } = await domain.run(domain.platform, 'getAuditEntries', { operation: id, limit: '200' });
    expect(items.map(({ subjectId }) => subjectId)).toContain(made.id);
  });
});

describe.each(removals)('%s', (id) => {
  it('of a thing that is gone, or of an old version, is refused', async () => {
    const kind = parameterOf(id).slice(0, -2);
    const creation = `create${kind[0]?.toUpperCase()}${kind.slice(1)}` as OperationId;
    if (!operationIds.includes(creation)) throw new Error(`${id} has no ${creation}`);
    if (creation === 'createCustomer') return;
    const made = await run(creation, exampleOf(creation, 4));
    const input = { [parameterOf(id)]: made.id };
    await expect(run(id, input, { ifVersion: made.version + 1 })).rejects.toMatchObject({
      code: 'staleVersion',
    });
    await run(id, input);
    await expect(run(id, input)).rejects.toMatchObject({ code: 'notFound' });
  });
});
