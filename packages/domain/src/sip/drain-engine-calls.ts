import type { DomainDeps } from '../core/context.ts';
import type { SourceRow } from '../sources/read-model.ts';
import { type EngineCall, engineColumns } from './engine-call.ts';
import { findEngineSource } from './find-engine-source.ts';
import { takeInCalls } from './take-in-calls.ts';

/** What rings when the engine has written a call. */
export const ENGINE_CALLS_CHANNEL = 'kam_acc_cdrs';

const CALLS_AT_ONCE = 500;

const columns = engineColumns.map((name) => `coalesce(${name}::text, '') as ${name}`).join(', ');

/**
 * Takes in what the SIP engine has written, until nothing is left that no other worker holds.
 * @returns the number of calls
 */
export async function drainEngineCalls(deps: DomainDeps): Promise<number> {
  let total = 0;
  for (;;) {
    const [waiting] = await deps.db.rows('select from kam.acc_cdrs where drained_at is null limit 1');
    const source = waiting && (await findEngineSource(deps));
    if (!source) return total;
    const drained = await drainSome(deps, source);
    total += drained;
    if (drained < CALLS_AT_ONCE) return total;
  }
}

/**
 * The records are committed before the rows are marked: a worker that dies between them costs a second look, at which all
 * are duplicates.
 */
const drainSome = (deps: DomainDeps, source: SourceRow): Promise<number> =>
  deps.db.transaction(async ({ rows }) => {
    const calls = await rows<EngineCall & { id: bigint }>(
      `select id, ${columns} from kam.acc_cdrs where drained_at is null order by id limit ${CALLS_AT_ONCE} for update skip locked`,
    );
    if (calls.length === 0) return 0;
    await takeInCalls(deps, source, calls);
    await rows('update kam.acc_cdrs set drained_at = $2 where id = any($1)', [
      calls.map(({ id }) => id),
      deps.clock.now(),
    ]);
    return calls.length;
  });
