import type { KeyScope } from '@strowger/contracts';
import type { Caller } from '@strowger/domain';
import type { Composition } from '../compose.ts';
import { authenticate } from './authenticate.ts';
import type { RestReply, RestRequest } from './message.ts';
import { problemReply } from './problem.ts';
import { countRequest, quotaHeaders, requireQuota } from './quota.ts';

/** `name`: what the log calls it where it fails by a fault of ours. */
export type Asked = { name: string; scope: KeyScope; request: RestRequest; requestId: string };

/** Answers whoever holds a key, within its quota. @throws DomainError unauthorized; every later failure is answered with its problem */
export async function answerCaller(
  parts: Composition,
  { name, scope, request, requestId }: Asked,
  answer: (caller: Caller) => Promise<RestReply>,
): Promise<RestReply> {
  const caller = await authenticate(parts, { scope }, request);
  const quota = await countRequest(parts, caller);
  const within = async () => {
    requireQuota(quota);
    return answer(caller);
  };
  const reply = await within().catch((error: unknown) => {
    const failed = problemReply(error, request, requestId);
    if (failed.status >= 500) parts.log.error({ requestId, operation: name, err: error }, 'request failed');
    return failed;
  });
  Object.assign(reply.headers, quotaHeaders(parts, quota));
  return reply;
}
