import { Readable } from 'node:stream';
import { fieldErrors, inputSchema, type OperationInput, operationOf } from '@strowger/contracts';
import { type Caller, DomainError, execute, type StreamedReply } from '@strowger/domain';
import { isForeign } from '../auth/foreign-origin.ts';
import type { Composition } from '../compose.ts';
import { problemOf } from '../rest/problem.ts';

const ID = 'downloadCallRecordRequest';

type Asked = { requestId: string; caller: Caller | undefined };

/** The records of an order as a file, sent as it is made, no quicker than it is taken; a problem where there is none. */
export async function answerDownload(
  parts: Composition,
  request: Request,
  params: { requestId: string },
  { requestId, caller }: Asked,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  try {
    if (isForeign(request, parts.env.publicUrl)) throw new DomainError('foreignOrigin');
    if (!caller) throw new DomainError('unauthorized', 'Sign in first.');
    const input = inputSchema(operationOf(ID)).safeParse({ ...Object.fromEntries(searchParams), ...params });
    if (!input.success)
      throw new DomainError('validation', undefined, { fields: fieldErrors(input.error, 'parameters') });
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
