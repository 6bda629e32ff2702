import type { DomainDeps } from '../core/context.ts';
import type { SourceRow } from '../sources/read-model.ts';
import { type BatchOutcome, commitBatch, type Replay } from './commit-batch.ts';
import { formats } from './formats/index.ts';
import { prepareRecord } from './prepare-record.ts';
import { findWaiting } from './quarantine.ts';

const byItself: Replay = { payer: null, mendedRaw: null, resolvedBy: null, audit: null };

/**
 * Takes in again what waited in quarantine for a leg that has come. Both who brings the leg and who brings the waiting
 * record look here after their commit, so that whichever comes last finds the other.
 * @returns the number of batches that it took
 */
export async function retryWaiting(
  { db, clock }: Pick<DomainDeps, 'db' | 'clock'>,
  source: SourceRow,
  outcome: Pick<BatchOutcome, 'arrivedKeys' | 'waiting'>,
): Promise<number> {
  if (!formats[source.format].hasLegs) return 0;
  let { arrivedKeys } = outcome;
  for (let batches = 0; ; batches++) {
    const raws = await findWaiting(db.rows, source, arrivedKeys, outcome.waiting);
    if (raws.length === 0) return batches;
    const now = clock.now();
    const batch = raws.map((raw) => prepareRecord(raw, source, now));
    const retried = await commitBatch(db, source, batch, now, byItself);
    if (retried.accepted === 0) return batches;
    // The same keys once more, as only so many are read at a time, and those that this retry brought.
    arrivedKeys = [...new Set([...arrivedKeys, ...retried.arrivedKeys])];
  }
}
