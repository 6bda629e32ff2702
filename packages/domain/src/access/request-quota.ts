import type { DomainDeps } from '../core/context.ts';

/** Requests in a window of so many seconds, for one API key over all processes. */
export type QuotaPolicy = { requests: number; windowSeconds: number };

/** What the RateLimit headers say. `remaining` is what this process knows of; another may have leased the rest. */
export type QuotaAnswer = { allowed: boolean; remaining: number; resetSeconds: number };

const BLOCKS_PER_WINDOW = 20;
const TRACKED_ACTORS_MAX = 10_000;

type Window = { start: number; left: number; othersLeft: number; leasing: Promise<void> | undefined };

/**
 * Counts requests against a quota that all web processes share. A process leases a twentieth of the window's quota at a
 * time, so that a request costs no write of its own; the price is that a process that dies takes its block along until the
 * window ends.
 */
export function createRequestQuota(deps: Pick<DomainDeps, 'db' | 'clock'>, policy: QuotaPolicy) {
  const windows = new Map<string, Window>();
  const block = Math.max(1, Math.ceil(policy.requests / BLOCKS_PER_WINDOW));
  const windowMs = policy.windowSeconds * 1000;

  async function lease(actorId: string, window: Window): Promise<void> {
    const [row] = await deps.db.rows<{ leased: number }>(
      `insert into request_quota (actor_id, window_start, leased) values ($1, $2, $3)
       on conflict (actor_id, window_start) do update set leased = request_quota.leased + $3 returning leased`,
      [actorId, new Date(window.start), block],
    );
    const leased = row?.leased ?? 0;
    const beyond = Math.max(0, leased - policy.requests);
    window.left += Math.max(0, block - beyond);
    window.othersLeft = Math.max(0, policy.requests - leased);
  }

  /** Counts one request of that actor. */
  return async function count(actorId: string): Promise<QuotaAnswer> {
    const now = deps.clock.now().getTime();
    const start = now - (now % windowMs);
    let window = windows.get(actorId);
    if (!window || window.start !== start) {
      if (windows.size >= TRACKED_ACTORS_MAX) windows.clear();
      window = { start, left: 0, othersLeft: policy.requests, leasing: undefined };
      windows.set(actorId, window);
    }
    while (window.left === 0 && window.othersLeft > 0) {
      window.leasing ??= lease(actorId, window).finally(() => {
        window.leasing = undefined;
      });
      await window.leasing;
    }
    const allowed = window.left > 0;
    if (allowed) window.left--;
    const resetSeconds = Math.max(1, Math.ceil((start + windowMs - now) / 1000));
    return { allowed, remaining: window.left + window.othersLeft, resetSeconds };
  };
}
