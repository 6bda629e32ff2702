import { type OperationId, type OperationInput, operationOf } from '@strowger/contracts';
import { authorize, type Caller, execute, type QuotaAnswer } from '@strowger/domain';
import type { Composition } from '../compose.ts';
import { authenticate } from './authenticate.ts';
import type { RestReply, RestRequest } from './message.ts';
import { problemReply } from './problem.ts';
import { countRequest, quotaHeaders, requireQuota } from './quota.ts';
import { readInput, readStream } from './read-input.ts';
import { readMeta } from './read-meta.ts';
import { replyTo } from './reply.ts';

export type RestCall = {
  id: OperationId;
  request: RestRequest;
  pathParameters: Record<string, string>;
  requestId: string;
};

/** One request to one operation. @throws DomainError unauthorized; every later failure is answered with its problem */
export async function callOperation(parts: Composition, call: RestCall): Promise<RestReply> {
  const { id, request, requestId } = call;
  const caller = await authenticate(parts, operationOf(id), request);
  const quota = await countRequest(parts, caller);
  const reply = await answer(parts, caller, quota, call).catch((error: unknown) => {
    const failed = problemReply(error, request, requestId);
    if (failed.status >= 500) parts.log.error({ requestId, operation: id, err: error }, 'request failed');
    return failed;
  });
  Object.assign(reply.headers, quotaHeaders(parts, quota));
  return reply;
}

async function answer(
  parts: Composition,
  caller: Caller,
  quota: QuotaAnswer,
  { id, request, pathParameters, requestId }: RestCall,
): Promise<RestReply> {
  const operation = operationOf(id);
  requireQuota(quota);
  // Before a byte of the body is read: who may not call this learns nothing of how it is called.
  authorize(caller, operation);
  const meta = readMeta(operation, request, requestId);
  const input = (await readInput(operation, request, pathParameters)) as OperationInput<OperationId>;
  const reply = await execute(parts.deps, caller, id, input, meta, readStream(operation, request));
  return replyTo(operation, request, reply, parts.env.publicUrl, requestId);
}
