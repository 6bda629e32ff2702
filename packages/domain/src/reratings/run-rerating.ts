import { rerateBatch } from './rerate-batch.ts';
import type { ReratingDeps } from './rerating-deps.ts';

/** A job must end long before it expires: what is left is another job. */
const TURN_MS = 20_000;
const FAILURES_MAX = 5;
/** One that nobody has worked on for so long was left by a job that is gone. */
const STALE_SECONDS = 300;

/** Works on a re-rating for some time, and leaves the rest to the next job. */
export async function runRerating(deps: ReratingDeps, reratingId: string): Promise<void> {
  const started = performance.now();
  try {
    while (await rerateBatch(deps, reratingId)) {
      if (performance.now() - started < TURN_MS) continue;
      await enqueueRerating(deps, reratingId);
      return;
    }
  } catch (error) {
    if (!(await recordFailure(deps, reratingId, error))) throw error;
  }
}

/** @returns whether it has failed for good */
async function recordFailure({ db, clock }: ReratingDeps, id: string, error: unknown): Promise<boolean> {
  const code = (error as { code?: unknown }).code;
  const reason = typeof code === 'string' ? `The database answered ${code}.` : 'The worker failed.';
  const [row] = await db.rows<{ status: string }>(
    `update rerating set failures = failures + 1, last_error = $3, updated_at = $4, version = version + 1,
       status = (case when failures + 1 >= $2 then 'failed' else status::text end)::rerating_status,
       completed_at = case when failures + 1 >= $2 then $4::timestamptz end
     where id = $1 and status in ('queued', 'processing') returning status`,
    [id, FAILURES_MAX, reason, clock.now()],
  );
  return row?.status === 'failed';
}

/** Takes up what a job that is gone has left. */
export async function resumeReratings(deps: ReratingDeps): Promise<void> {
  const stale = await deps.db.rows<{ id: string }>(
    `select id from rerating where status in ('queued', 'processing') and updated_at < $1`,
    [new Date(deps.clock.now().getTime() - STALE_SECONDS * 1000)],
  );
  for (const { id } of stale) await enqueueRerating(deps, id);
}

const enqueueRerating = ({ db, queue }: ReratingDeps, reratingId: string): Promise<void> =>
  db.transaction((tx) => queue.enqueue(tx, { name: 'rerate', data: { reratingId } }));
