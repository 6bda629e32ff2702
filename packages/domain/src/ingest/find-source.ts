import { decodeId } from '@strowger/contracts';
import type { StreamContext } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { selectList } from '../core/read.ts';
import { subtreeEnd } from '../core/tree-path.ts';
import { type SourceRow, sourceModel } from '../sources/read-model.ts';

/**
 * The source by its id in the caller's scope, or by its name at the caller's own customer.
 * @throws DomainError notFound; conflict while it is disabled
 */
export async function findSource(context: StreamContext, named: string): Promise<SourceRow> {
  const { caller, deps } = context;
  const reference = withoutAppendedUuid(named);
  const id = decodeId('callRecordSource', reference);
  const select = `select ${selectList(sourceModel.columns)} from ${sourceModel.from}`;
  const [source] = id
    ? await deps.db.rows<SourceRow>(
        `${select} where t.id = $1 and ${sourceModel.path} >= $2 and ${sourceModel.path} < $3`,
        [id, caller.path, subtreeEnd(caller.path)],
      )
    : await deps.db.rows<SourceRow>(`${select} where t.customer_id = $1 and t.name = $2`, [
        caller.customerId,
        reference,
      ]);
  if (!source) {
    const detail = 'names no call record source';
    throw new DomainError('notFound', 'There is no such call record source.', {
      fields: [{ code: 'notFound', parameter: 'source', detail }],
    });
  }
  if (!source.enabled) throw new DomainError('conflict', 'The call record source is disabled.');
  return source;
}

/** mod_json_cdr appends `?uuid=…` to its URL, also to one that has a query already: it ends up in the last value. */
const withoutAppendedUuid = (named: string): string => named.replace(/\?uuid=.*$/, '');
