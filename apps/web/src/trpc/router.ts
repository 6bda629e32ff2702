import {
  inputSchema,
  type OperationId,
  type OperationInput,
  type OperationOutput,
  type OperationWireInput,
  operationIds,
  operationOf,
  type operations,
} from '@strowger/contracts';
import { DomainError, execute, type Page } from '@strowger/domain';
import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import { z } from 'zod';
import { accountRouter } from './account-router.ts';
import { parseWire, type TrpcContext, t, told } from './base.ts';

/** What a mutation takes beside its input: the version that it changes, and a key to send it again by. */
const callMeta = {
  ifVersion: z.int().min(1).optional(),
  idempotencyKey: z.string().min(1).max(255).optional(),
};
type CallMetaInput = { ifVersion?: number; idempotencyKey?: string };

async function call(context: TrpcContext, id: OperationId, raw: unknown) {
  const { caller, parts, requestId } = context;
  return told(context, id, async () => {
    if (!caller) throw new DomainError('unauthorized', 'Sign in first.');
    const { ifVersion, idempotencyKey, ...wire } = (raw ?? {}) as CallMetaInput & Record<string, unknown>;
    const input = parseWire(inputSchema(operationOf(id)), wire) as OperationInput<OperationId>;
    const meta = { requestId, ifVersion, idempotencyKey };
    return (await execute(parts.deps, caller, id, input, meta)).result;
  });
}

type Ops = typeof operations;
type Streamed = {
  [Id in OperationId]: Ops[Id] extends { streamedBody: object } | { streamedReply: object } ? Id : never;
}[OperationId];
type ResultOf<Id extends OperationId> = Ops[Id]['output'] extends { shape: 'list' }
  ? Page<OperationOutput<Id>>
  : OperationOutput<Id>;
type Procedures = {
  [Id in Exclude<OperationId, Streamed>]: Ops[Id] extends { kind: 'query' }
    ? TRPCQueryProcedure<{ input: OperationWireInput<Id>; output: ResultOf<Id>; meta: unknown }>
    : TRPCMutationProcedure<{
        input: OperationWireInput<Id> & CallMetaInput;
        output: ResultOf<Id>;
        meta: unknown;
      }>;
};

/** A procedure for every operation of the registry but the streamed ones, under its operationId. */
function proceduresOfRegistry(): Procedures {
  const entries = operationIds
    .filter((id) => !operationOf(id).streamedBody && !operationOf(id).streamedReply)
    .map((id) => {
      const input = t.procedure.input(z.looseObject(callMeta).optional());
      const run = ({ ctx, input }: { ctx: TrpcContext; input: unknown }) => call(ctx, id, input);
      return [id, operationOf(id).kind === 'query' ? input.query(run) : input.mutation(run)];
    });
  return Object.fromEntries(entries) as Procedures;
}

export const appRouter = t.router({ ...proceduresOfRegistry(), account: accountRouter });
export type AppRouter = typeof appRouter;
export const createCaller = t.createCallerFactory(appRouter);
