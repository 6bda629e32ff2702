import { actorId, type Caller, DomainError, type QuotaAnswer } from '@strowger/domain';
import type { Composition } from '../compose.ts';

/** Counts a request against the quota of its key. */
export const countRequest = ({ quota }: Composition, caller: Caller): Promise<QuotaAnswer> =>
  quota.count(actorId(caller.actor));

/** 429 for a request beyond the quota. */
export function requireQuota(answer: QuotaAnswer): void {
  if (answer.allowed) return;
  throw new DomainError('tooManyRequests', 'The quota of this API key is used up for now.', {
    retryAfterSeconds: answer.resetSeconds,
  });
}

/** The RateLimit headers of an answer (draft-ietf-httpapi-ratelimit-headers). */
export function quotaHeaders(
  { quota: { policy } }: Composition,
  answer: QuotaAnswer,
): Record<string, string> {
  return {
    'ratelimit-policy': `"key";q=${policy.requests};w=${policy.windowSeconds}`,
    ratelimit: `"key";r=${answer.remaining};t=${answer.resetSeconds}`,
  };
}
