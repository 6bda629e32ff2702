import {
  fieldErrors,
  inputSchema,
  type OperationId,
  type OperationInput,
  type OperationOutput,
  type OperationWireInput,
  operationIds,
  operationOf,
  type operations,
} from '@strowger/contracts';
import { type Caller, DomainError, execute, type Page } from '@strowger/domain';
import { initTRPC, TRPCError, type TRPCMutationProcedure, type TRPCQueryProcedure } from '@trpc/server';
import { z } from 'zod';
import type { Composition } from '../compose.ts';
import { problemOf } from '../rest/problem.ts';

export type TrpcContext = { parts: Composition; caller: Caller | undefined; requestId: string };

/** What a mutation takes beside its input: the version that it changes, and a key to send it again by. */
const callMeta = {
  ifVersion: z.int().min(1).optional(),
  idempotencyKey: z.string().min(1).max(255).optional(),
};
type CallMetaInput = { ifVersion?: number; idempotencyKey?: string };

const trpcCodes: Partial<Record<number, TRPCError['code']>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  412: 'PRECONDITION_FAILED',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

const t = initTRPC.context<TrpcContext>().create({
  errorFormatter: ({ shape, error, path, ctx }) => {
    const cause =
      error.code === 'INTERNAL_SERVER_ERROR' && !(error.cause instanceof DomainError)
        ? undefined
        : error.cause;
    const problem = problemOf(cause ?? error, path ?? '', ctx?.requestId ?? '');
    const { stack: _, ...data } = shape.data;
    const wait = cause instanceof DomainError ? cause.retryAfterSeconds : undefined;
    const told = { ...data, problem, ...(wait !== undefined && { retryAfterSeconds: wait }) };
    return { ...shape, message: problem.detail, data: told };
  },
});

async function call(context: TrpcContext, id: OperationId, raw: unknown) {
  const { caller, parts, requestId } = context;
  try {
    if (!caller) throw new DomainError('unauthorized', 'Sign in first.');
    const { ifVersion, idempotencyKey, ...wire } = (raw ?? {}) as CallMetaInput & Record<string, unknown>;
    const input = inputSchema(operationOf(id)).safeParse(wire);
    if (!input.success)
      throw new DomainError('validation', undefined, { fields: fieldErrors(input.error, 'body') });
    const meta = { requestId, ifVersion, idempotencyKey };
    return (await execute(parts.deps, caller, id, input.data as OperationInput<OperationId>, meta)).result;
  } catch (error) {
    if (!(error instanceof DomainError))
      parts.log.error({ requestId, operation: id, err: error }, 'call failed');
    const known = error instanceof DomainError ? error : new DomainError('internal');
    const code = trpcCodes[problemOf(known, id, requestId).status] ?? 'INTERNAL_SERVER_ERROR';
    throw new TRPCError({ code, message: known.message, cause: known });
  }
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

export const appRouter = t.router(proceduresOfRegistry());
export type AppRouter = typeof appRouter;
export const createCaller = t.createCallerFactory(appRouter);
