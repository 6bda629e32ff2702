import { type OperationId, type OperationInput, operationOf } from '@strowger/contracts';
import { authorize, type Caller, execute } from '@strowger/domain';
import type { Composition } from '../compose.ts';
import { answerCaller } from './answer-caller.ts';
import type { RestReply, RestRequest } from './message.ts';
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
export const callOperation = (parts: Composition, call: RestCall): Promise<RestReply> => {
  const { id, request, requestId } = call;
  const asked = { name: id, scope: operationOf(id).scope, request, requestId };
  return answerCaller(parts, asked, (caller) => answer(parts, caller, call));
};

async function answer(
  parts: Composition,
  caller: Caller,
  { id, request, pathParameters, requestId }: RestCall,
): Promise<RestReply> {
  const operation = operationOf(id);
  // Before a byte of the body is read: who may not call this learns nothing of how it is called.
  authorize(caller, operation);
  const meta = readMeta(operation, request, requestId);
  const input = (await readInput(operation, request, pathParameters)) as OperationInput<OperationId>;
  const reply = await execute(parts.deps, caller, id, input, meta, readStream(operation, request));
  return replyTo(operation, request, reply, parts.env.publicUrl, requestId);
}
