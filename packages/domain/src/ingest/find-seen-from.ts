import type { Db } from '@strowger/db';
import { commonDepth, depthOf, subtreeEnd } from '../core/tree-path.ts';
import { distinct, type Payer } from './payer.ts';
import type { Call } from './prepare-record.ts';

type Kind = 'extension' | 'destination';

/**
 * From which level of a record's charges on the extension and the destination that it names are shown: from the nearest one
 * that the payer and their owner have above them, as the tree stands now. What nobody in the scope of the source owns, or not any more, is
 * shown to the source's customer and above.
 * @returns null where the record names none
 */
export async function findSeenFrom(
  rows: Db['rows'],
  sourcePath: string,
  accepted: readonly { call: Call; payer: Payer }[],
): Promise<(kind: Kind, call: Call, payer: Payer) => number | null> {
  const idsOf = (kind: Kind) => distinct(accepted.map(({ call }) => idOf(kind, call)));
  const [extensions, destinations] = [idsOf('extension'), idsOf('destination')];
  const found =
    extensions.length + destinations.length === 0
      ? []
      : await rows<{ kind: Kind; id: string; path: string }>(
          `select 'extension' as kind, id, path from extension where id = any($1) and path >= $3 and path < $4
           union all select 'destination', id, path from destination where id = any($2) and path >= $3 and path < $4`,
          [extensions, destinations, sourcePath, subtreeEnd(sourcePath)],
        );
  const paths = new Map(found.map(({ kind, id, path }) => [`${kind} ${id}`, path]));
  return (kind, call, payer) => {
    const id = idOf(kind, call);
    if (!id) return null;
    const owner = paths.get(`${kind} ${id}`) ?? sourcePath;
    return depthOf(payer.path) - commonDepth(payer.path, owner);
  };
}

const idOf = (kind: Kind, { record }: Call): string | null | undefined =>
  kind === 'extension' ? record.extensionId : record.destinationId;
