import {
  keyScopes,
  type OperationId,
  type OperationWireInput,
  operationIds,
  operationOf,
} from '@strowger/contracts';
import type { Caller } from '@strowger/domain';
import { makeDomain, makeTree } from '@strowger/testing/domain';
import { Strowger } from 'strowger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter, createCaller } from '../src/trpc/router.ts';
import { makeKey, type RunningApi, startApi } from './start-api.ts';

let api: RunningApi;
let tree: Awaited<ReturnType<typeof makeTree>>;
let rest: Strowger;
let trpc: ReturnType<typeof createCaller>;

beforeAll(async () => {
  api = await startApi();
  tree = await makeTree(api.domain);
  await makeDomain(api.domain, tree.reseller);
  rest = new Strowger({ url: api.url, key: await makeKey(api.domain, tree.reseller) });
  trpc = asCaller(tree.reseller.caller);
});
afterAll(() => api.close());

const asCaller = (caller: Caller | undefined) =>
  createCaller({ parts: api.parts, caller, requestId: 'test' });

/** Calls an operation on one face; a failure becomes what the face says of it. */
type Face = (id: OperationId, input: Record<string, unknown>) => Promise<unknown>;
type Outcome = { code: string; errors: unknown };

const onRest: Face = (id, input) =>
  rest
    .call(id as 'getCustomer', input as OperationWireInput<'getCustomer'>)
    .catch((error) => outcome(error.problem));
const onTrpc: Face = (id, input) =>
  (trpc as unknown as Record<string, (input: unknown) => Promise<unknown>>)
    [id]?.(input)
    .catch((error) => outcome({ code: error.cause.code, errors: error.cause.fields })) ??
  Promise.reject(new Error(`no procedure ${id}`));
const outcome = (problem: { code: string; errors?: unknown }): Outcome => ({
  code: problem.code,
  errors: problem.errors ?? [],
});

/** The same but for what a second creation makes anew. */
const comparable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, inner) =>
      ['id', 'createdAt', 'updatedAt', 'username', 'nextCursor'].includes(name) ? undefined : inner,
    ),
  );

const scenario: [OperationId, (face: string) => Record<string, unknown>][] = [
  ['getCustomer', () => ({ customerId: tree.reseller.id })],
  ['getCustomers', () => ({ limit: '2', sort: 'name' })],
  [
    'createUser',
    (face) => ({ customerId: tree.end.id, username: `by-${face}`, password: 'Tr0mbone-Walnut-93' }),
  ],
  ['getCustomerUsers', () => ({ customerId: tree.stranger.id })],
  ['getCustomer', () => ({ customerId: tree.stranger.id })],
  ['createUser', () => ({ customerId: tree.end.id, username: 'x', password: 'short' })],
  ['createCustomer', () => ({ parentId: tree.end.id, name: 'Under an end customer', kind: 'end' })],
  ['updateCustomer', () => ({ customerId: tree.reseller.id, creditLimit: '1' })],
  ['updateCustomer', () => ({ customerId: tree.child.id, name: '\u0000' })],
  ['getCustomerTariffplans', () => ({ customerId: tree.child.id })],
];

describe('REST and tRPC agree', () => {
  it.each(scenario)('on %s (case %#)', async (id, inputOf) => {
    const [one, other] = [await onRest(id, inputOf('rest')), await onTrpc(id, inputOf('trpc'))];
    expect(comparable(other)).toEqual(comparable(one));
    expect(one).toBeDefined();
  });
});

describe('tRPC', () => {
  it('refuses everything without a session', async () => {
    await expect(asCaller(undefined).getCustomers({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('refuses a stale version as REST does', async () => {
    await trpc.updateCustomer({ customerId: tree.child.id, name: 'First', ifVersion: 1 });
    const stale = trpc.updateCustomer({ customerId: tree.child.id, name: 'Second', ifVersion: 1 });
    await expect(stale).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('has a procedure for every operation but the streamed ones, and those of the own account', () => {
    const all = Object.keys(appRouter._def.procedures).sort();
    const procedures = all.filter((name) => !name.startsWith('account.'));
    expect(procedures).toEqual(
      operationIds.filter((id) => !operationOf(id).streamedBody && !operationOf(id).streamedReply).sort(),
    );
    expect(procedures).toContain('getCallRecords');
  });
});

describe('the own account', () => {
  it('is that of a signed-in operator: nobody else has one, whatever the rights', async () => {
    const { caller } = tree.reseller;
    const key = { kind: 'apiKey', id: tree.reseller.uuid, name: 'k', scopes: new Set(keyScopes) } as const;
    for (const nobody of [undefined, { ...caller, actor: key }]) {
      const { account } = asCaller(nobody);
      const password = 'a sentence of somebody';
      const calls = [
        () => account.get(),
        () => account.sessions(),
        () => account.startTotp({ password }),
        () => account.endOtherSessions({}),
        () => account.changePassword({ password, newPassword: password }),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    }
  });

  it('names the field that is not right', async () => {
    const { account } = asCaller(undefined);
    const token = 'A'.repeat(43);
    await expect(account.setPassword({ token, password: 'short' })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
      cause: { fields: [expect.objectContaining({ pointer: '/password' })] },
    });
    await expect(account.setPassword({ token, password: 'long enough for a link' })).rejects.toMatchObject({
      cause: { code: 'gone' },
    });
  });
});
