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
import {
  createTestDomain,
  makeDomain,
  makeTree,
  makeUser,
  type TestCustomer,
  type TestDomain,
} from '@strowger/testing/domain';
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
    for (const [kind, id] of Object.entries(await makeOneOfEach(owner))) foreign[kind]?.push(id);
  }
});
afterAll(() => domain.close());

async function makeOneOfEach(owner: TestCustomer): Promise<Record<string, string>> {
  const run = domain.run;
  const sip = await makeDomain(domain, owner);
  const plan = await run(owner.caller, 'createTariffplan', { customerId: owner.id, name: 'Plan' });
  const consumer = await run(owner.caller, 'createInbox', { customerId: owner.id });
  return {
    customer: owner.id,
    domain: sip.id,
    user: (await makeUser(domain, owner)).id,
    tariffplan: plan.id,
    rate: (
      await run(owner.caller, 'createRate', {
        tariffplanId: plan.id,
        prefix: '31',
        name: 'NL',
        pricePerMinute: '0.01',
      })
    ).id,
    callRecordSource: (
      await run(owner.caller, 'createCallRecordSource', {
        customerId: owner.id,
        name: 'sw',
        format: 'ndjson',
      })
    ).id,
    apiKey: (
      await run(owner.caller, 'createApiKey', { customerId: owner.id, name: 'k', scopes: ['users:read'] })
    ).id,
    consumer: consumer.id,
    callRecordRequest: (
      await run(owner.caller, 'getCallRecords', { consumer: consumer.id, from: '2026-11-01T00:00:00Z' })
    ).id,
  };
}

/** Every place of an operation's input that holds an id, with the kind of it. */
function idFields(id: OperationId): [field: string, kind: string][] {
  const { params, query, body } = operationOf(id);
  const shape = { ...params?.shape, ...query?.shape, ...body?.shape };
  return Object.entries(shape).flatMap(([field, schema]) => {
    const kind = Object.keys(idPrefixes).find((name) => accepts(schema, name));
    return kind ? [[field, kind] as [string, string]] : [];
  });
}

/** Takes an id of that kind, and no other text. */
const accepts = (schema: unknown, kind: string) => {
  const takes = (text: string) => (schema as z.ZodType).safeParse(text).success;
  return takes(absent(kind)) && !takes('usr_x') && !takes('A1-plain-text-of-some-length');
};

const absent = (kind: string) => encodeId(kind as IdKind, newId(new Date(1_000_000_000_000)));

/** A right input of each operation, for the child, in which one id at a time is replaced. */
async function validInput(id: OperationId): Promise<Record<string, unknown>> {
  const { child } = tree;
  const example = operationOf(id).example;
  const input: Record<string, unknown> = { ...example?.body, ...example?.query };
  for (const [field, kind] of idFields(id))
    if (field in input || field in (operationOf(id).params?.shape ?? {})) input[field] = (await own())[kind];
  // On its own node a customer may not change what these tests put in.
  if ('customerId' in input) input.customerId = id === 'updateCustomer' ? tree.end.id : child.id;
  if ('consumer' in input) input.consumer = (await own()).consumer;
  if ('source' in (operationOf(id).query?.shape ?? {})) input.source = (await own()).callRecordSource;
  return input;
}

let mine: Promise<Record<string, string>> | undefined;
const own = () => (mine ??= makeOneOfEach(tree.child));

const body = { mediaType: 'text/csv', chunks: (async function* () {})() };
const attempt = async (caller: Caller, id: OperationId, wire: Record<string, unknown>) => {
  const input = inputSchema(operationOf(id)).parse(wire);
  return execute(domain.deps, caller, id, input as never, { requestId: 'test' }, body);
};

const subjects = operationIds.filter((id) => idFields(id).length > 0);

describe.each(subjects)('%s', (id) => {
  it.each(idFields(id))('answers for a foreign %s (%s) as for one that never was', async (field, kind) => {
    const input = await validInput(id);
    const never = absent(kind);
    const answer = async (value: string) =>
      attempt(tree.child.caller, id, { ...input, [field]: value }).then(
        () => 'succeeded',
        (error: { code?: string; message: string; fields?: unknown }) => ({
          code: error.code,
          detail: error.message,
          fields: error.fields,
        }),
      );
    const expected = await answer(never);
    expect(expected).toMatchObject({ code: 'notFound' });
    for (const thing of foreign[kind] ?? []) expect(await answer(thing)).toEqual(expected);
    expect((foreign[kind] ?? []).length).toBeGreaterThan(0);
  });
});

it('covers every operation but those that name no id', () => {
  expect(operationIds.filter((id) => !subjects.includes(id)).sort()).toEqual([
    'getCustomers',
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
