import {
  encodeId,
  type IdKind,
  idPrefixes,
  inputSchema,
  type OperationId,
  operationIds,
  operationOf,
} from '@strowger/contracts';
import { type Caller, execute, newId } from '@strowger/domain';
import { createTestDomain, makeOneOfEach, makeTree, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';

type Tree = Awaited<ReturnType<typeof makeTree>>;

let domain: TestDomain;
let tree: Tree;
/** Of each kind one thing that belongs to the stranger, and one that belongs to the reseller above the caller. */
let foreign: Record<string, string[]>;

beforeAll(async () => {
  domain = await createTestDomain();
  tree = await makeTree(domain);
  foreign = Object.fromEntries(Object.keys(idPrefixes).map((kind) => [kind, []]));
  for (const owner of [tree.stranger, tree.reseller]) {
    for (const [kind, id] of Object.entries(await makeOneOfEach(domain, owner))) foreign[kind]?.push(id);
  }
});
afterAll(() => domain.close());

/** Every place of an operation's input that holds an id, with the kind of it. */
function idFields(id: OperationId): [field: string, kind: string][] {
  const { params, query, body } = operationOf(id);
  const shape = { ...params?.shape, ...query?.shape, ...body?.shape };
  return Object.entries(shape).flatMap(([field, schema]) => {
    const kinds = Object.keys(idPrefixes).filter((name) => accepts(schema, name));
    return kinds.map((kind): [string, string] => [field, kind]);
  });
}

/** Takes an id of that kind, and no other text. */
const accepts = (schema: unknown, kind: string) => {
  const takes = (text: string) => (schema as z.ZodType).safeParse(text).success;
  return takes(absent(kind)) && !takes('usr_x') && !takes('A1-plain-text-of-some-length');
};

const absent = (kind: string) => encodeId(kind as IdKind, newId(new Date(1_000_000_000_000)));

/** A right input of each operation, for the child, in which one id at a time is replaced. */
async function validInput(id: OperationId, replaced: string): Promise<Record<string, unknown>> {
  const { child } = tree;
  const example = operationOf(id).example;
  const input: Record<string, unknown> = { ...example?.body, ...example?.query };
  for (const [field, kind] of idFields(id))
    if (field in input || field in (operationOf(id).params?.shape ?? {})) input[field] = (await own())[kind];
  // On its own node a customer may not change what these tests put in.
  if ('customerId' in input) input.customerId = id === 'updateCustomer' ? tree.end.id : child.id;
  const outbound = { direction: 'outbound', dialPattern: '00.' };
  const inPath = Object.keys(operationOf(id).params?.shape ?? {});
  if (replaced === 'userId' && !inPath.includes('customerId')) delete input.customerId;
  if (replaced === 'customerId') delete input.userId;
  if (id === 'createExtension' && replaced === 'destinationId') {
    return { customerId: child.id, ...outbound };
  }
  if (id === 'updateExtension' && replaced === 'destinationId') {
    return { extensionId: (await own()).outboundExtension };
  }
  if ('consumer' in input) input.consumer = (await own()).consumer;
  if ('source' in (operationOf(id).query?.shape ?? {})) input.source = (await own()).callRecordSource;
  return input;
}

let mine: Promise<Record<string, string>> | undefined;
const own = () => (mine ??= makeOneOfEach(domain, tree.child));

const body = { mediaType: 'text/csv', chunks: (async function* () {})() };
const attempt = async (caller: Caller, id: OperationId, wire: Record<string, unknown>) => {
  const input = inputSchema(operationOf(id)).parse(wire);
  return execute(domain.deps, caller, id, input as never, { requestId: 'test' }, body);
};

/**
 * Where the answer is alike without being 404: only the platform allots numbers, whoever else asks; and the log can be
 * asked for things that are gone, so that it finds no entries instead.
 */
const alike: Partial<Record<OperationId, unknown>> = {
  createNumberRange: expect.objectContaining({ code: 'reservedToParent' }),
  deleteNumberRange: expect.objectContaining({ code: 'reservedToParent' }),
};

const subjects = operationIds.filter((id) => idFields(id).length > 0);

describe.each(subjects)('%s', (id) => {
  it.each(idFields(id))('answers for a foreign %s (%s) as for one that never was', async (field, kind) => {
    const input = await validInput(id, field);
    const never = absent(kind);
    const answer = async (value: string) =>
      attempt(tree.child.caller, id, { ...input, [field]: value }).then(
        ({ result }) => result,
        (error: { code?: string; message: string; fields?: unknown }) => ({
          code: error.code,
          detail: error.message,
          fields: error.fields,
        }),
      );
    const expected = await answer(never);
    const searchesLog = id === 'getAuditEntries' && field !== 'customerId';
    const right = searchesLog
      ? { items: [], nextCursor: null }
      : expect.objectContaining({ code: 'notFound' });
    expect(expected).toEqual(alike[id] ?? right);
    for (const thing of foreign[kind] ?? []) expect(await answer(thing)).toEqual(expected);
    expect((foreign[kind] ?? []).length).toBeGreaterThan(0);
  });
});

it('covers every operation but those that name no id', () => {
  expect(operationIds.filter((id) => !subjects.includes(id)).sort()).toEqual([
    'getCustomers',
    'getExtensions',
    'getUsage',
    'getUsers',
    'ingestCallRecords',
  ]);
});

it('lists nothing of a parent, a sibling or a stranger', async () => {
  const { items } = await domain.run(tree.child.caller, 'getCustomers', {});
  expect(items.map((item) => item.id).sort()).toEqual([tree.child.id, tree.end.id].sort());
  for (const customer of [tree.reseller, tree.stranger]) {
    expect(
      (
        await domain.run(tree.child.caller, 'getCustomers', { externalId: 'x', search: 'Reseller' })
      ).items.map((c) => c.id),
    ).not.toContain(customer.id);
  }
});
