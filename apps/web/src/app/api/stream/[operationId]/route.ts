import {
  fieldErrors,
  inputSchema,
  type OperationId,
  type OperationInput,
  operations,
} from '@strowger/contracts';
import { DomainError, execute } from '@strowger/domain';
import { isForeign } from '@/auth/foreign-origin.ts';
import { newRequestId, sessionCaller } from '@/auth/session-cookie.ts';
import { composition } from '@/compose.ts';
import { problemOf } from '@/rest/problem.ts';

type Given = { params: Promise<{ operationId: string }> };

/**
 * The operations whose body is a stream, for the console: tRPC has no place for a file. The input stands in the query, the
 * body is handed on as it arrives, and the session cookie is the credential, so that its own pages only are answered.
 */
export async function POST(request: Request, { params }: Given): Promise<Response> {
  const parts = await composition();
  const { operationId } = await params;
  const requestId = newRequestId();
  const answer = (status: number, body: unknown) =>
    Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-request-id': requestId } });
  try {
    if (isForeign(request, parts.env.publicUrl)) throw new DomainError('foreignOrigin');
    const caller = await sessionCaller(parts);
    if (!caller) throw new DomainError('unauthorized', 'Sign in first.');
    const id = streamedOperation(operationId);
    const input = inputSchema(operations[id]).safeParse(
      Object.fromEntries(new URL(request.url).searchParams),
    );
    if (!input.success)
      throw new DomainError('validation', undefined, { fields: fieldErrors(input.error, 'parameters') });
    const { result } = await execute(
      parts.deps,
      caller,
      id,
      input.data as OperationInput<OperationId>,
      { requestId },
      { mediaType: mediaTypeOf(request, id), chunks: request.body ?? new Blob().stream() },
    );
    return answer(200, { result });
  } catch (error) {
    const problem = problemOf(error, operationId, requestId);
    if (problem.status >= 500)
      parts.log.error({ requestId, operation: operationId, err: error }, 'call failed');
    return answer(problem.status, { problem });
  }
}

/** @throws DomainError notFound for what is no operation with a streamed body */
function streamedOperation(name: string): OperationId {
  const operation = Object.entries(operations).find(([id]) => id === name)?.[1];
  if (!operation || !('streamedBody' in operation)) throw new DomainError('notFound');
  return name as OperationId;
}

function mediaTypeOf(request: Request, id: OperationId): string {
  const given = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const operation = operations[id];
  const { mediaTypes } = 'streamedBody' in operation ? operation.streamedBody : { mediaTypes: [] };
  if (!(mediaTypes as readonly string[]).includes(given)) {
    throw new DomainError('unsupportedMediaType', `The body must be ${mediaTypes.join(' or ')}.`);
  }
  return given;
}
