import { Readable } from 'node:stream';
import { inputSchema, type OperationInput, operationOf } from '@strowger/contracts';
import { DomainError, execute, type StreamedReply } from '@strowger/domain';
import { isForeign } from '@/auth/foreign-origin.ts';
import { newRequestId, sessionCaller } from '@/auth/session-cookie.ts';
import { composition } from '@/compose.ts';
import { problemOf } from '@/rest/problem.ts';

const ID = 'downloadCallRecordRequest';

type Context = { params: Promise<{ requestId: string }> };

/**
 * A file for the console's own pages: the session cookie is its credential. tRPC has no streams, and the public API takes
 * no cookies. It is sent as it is made, no quicker than it is taken.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const parts = await composition();
  const requestId = newRequestId();
  const { pathname, searchParams } = new URL(request.url);
  try {
    if (isForeign(request, parts.env.publicUrl)) throw new DomainError('foreignOrigin');
    const caller = await sessionCaller(parts);
    if (!caller) throw new DomainError('unauthorized', 'Sign in first.');
    const given = { ...Object.fromEntries(searchParams), ...(await params) };
    const input = inputSchema(operationOf(ID)).safeParse(given);
    if (!input.success) throw new DomainError('validation');
    const wanted = input.data as OperationInput<typeof ID>;
    const { result } = await execute(parts.deps, caller, ID, wanted, { requestId });
    return fileOf(result as StreamedReply, requestId);
  } catch (error) {
    const problem = problemOf(error, pathname, requestId);
    if (problem.status >= 500) parts.log.error({ requestId, operation: ID, err: error }, 'download failed');
    return Response.json(problem, { status: problem.status, headers: { 'cache-control': 'no-store' } });
  }
}

function fileOf({ mediaType, fileName, chunks }: StreamedReply, requestId: string): Response {
  const body = Readable.toWeb(Readable.from(chunks, { objectMode: false })) as ReadableStream;
  return new Response(body, {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
    },
  });
}
