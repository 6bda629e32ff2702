import type { DomainDeps } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { execute } from '../core/execute.ts';
import { selectList } from '../core/read.ts';
import { type SourceRow, sourceModel } from '../sources/read-model.ts';

export const ENGINE_SOURCE = 'kamailio';

/**
 * The call record source of the SIP engine, at the root; made when its first call comes. Undefined before there is a
 * platform, and while somebody has disabled it: then calls wait.
 */
export async function findEngineSource(deps: DomainDeps): Promise<SourceRow | undefined> {
  const source = (await findIt(deps)) ?? (await makeIt(deps));
  if (source && source.format !== 'ndjson') {
    throw new Error(`the platform's call record source ${ENGINE_SOURCE} is of the format ${source.format}`);
  }
  return source?.enabled ? source : undefined;
}

async function findIt({ db }: DomainDeps): Promise<SourceRow | undefined> {
  const [source] = await db.rows<SourceRow>(
    `select ${selectList(sourceModel.columns)} from ${sourceModel.from} join customer c on c.id = t.customer_id
     where c.parent_id is null and t.name = $1`,
    [ENGINE_SOURCE],
  );
  return source;
}

async function makeIt(deps: DomainDeps): Promise<SourceRow | undefined> {
  const [root] = await deps.db.rows<{ id: string; path: string }>(
    'select id, path from customer where parent_id is null',
  );
  if (!root) return undefined;
  const actor = { kind: 'system', name: 'worker' } as const;
  // Without a country: what the engine could not make E.164 of is not guessed at.
  const source = { customerId: root.id, name: ENGINE_SOURCE, format: 'ndjson', country: null } as const;
  const caller = { actor, customerId: root.id, path: root.path };
  try {
    await execute(deps, caller, 'createCallRecordSource', source, { requestId: ENGINE_SOURCE });
  } catch (error) {
    // Another worker was quicker.
    if (!(error instanceof DomainError && error.code === 'conflict')) throw error;
  }
  return findIt(deps);
}
