import { fieldErrors } from '@strowger/contracts';
import { type Caller, DomainError } from '@strowger/domain';
import { initTRPC, TRPCError } from '@trpc/server';
import type { z } from 'zod';
import type { Composition } from '../compose.ts';
import { problemOf } from '../rest/problem.ts';

export type TrpcContext = {
  parts: Composition;
  caller: Caller | undefined;
  requestId: string;
  /** Where a browser's call comes from; a page that reads on the server has none. */
  ip?: string | undefined;
};

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

export const t = initTRPC.context<TrpcContext>().create({
  errorFormatter: ({ shape, error, path, ctx }) => {
    const cause =
      error.code === 'INTERNAL_SERVER_ERROR' && !(error.cause instanceof DomainError)
        ? undefined
        : error.cause;
    const problem = problemOf(cause ?? error, path ?? '', ctx?.requestId ?? '');
    const { stack: _, ...data } = shape.data;
    const wait = cause instanceof DomainError ? cause.retryAfterSeconds : undefined;
    const shown = { ...data, problem, ...(wait !== undefined && { retryAfterSeconds: wait }) };
    return { ...shape, message: problem.detail, data: shown };
  },
});

/** Input as it is parsed everywhere. @throws DomainError validation, which names the fields */
export function parseWire<Schema extends z.ZodType>(schema: Schema, wire: unknown): z.output<Schema> {
  const input = schema.safeParse(wire);
  if (!input.success)
    throw new DomainError('validation', undefined, { fields: fieldErrors(input.error, 'body') });
  return input.data;
}

/** Runs what a procedure does; what goes wrong is told as tRPC tells it, and a fault of ours is logged and says nothing. */
export async function told<T>(
  { parts, requestId }: TrpcContext,
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DomainError))
      parts.log.error({ requestId, operation: name, err: error }, 'call failed');
    const known = error instanceof DomainError ? error : new DomainError('internal');
    const code = trpcCodes[problemOf(known, name, requestId).status] ?? 'INTERNAL_SERVER_ERROR';
    throw new TRPCError({ code, message: known.message, cause: known });
  }
}
