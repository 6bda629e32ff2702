import { hash } from 'node:crypto';
import type { DomainDeps } from '../core/context.ts';
import { commitBatch } from '../ingest/commit-batch.ts';
import { prepareRecord } from '../ingest/prepare-record.ts';
import type { SourceRow } from '../sources/read-model.ts';
import type { EngineCall } from './engine-call.ts';
import { recordsOfCall } from './records-of-call.ts';

export type TakenIn = { accepted: number; duplicate: number; quarantined: number };

/** Makes records of calls, and takes them in as every ingest does: what is there already is not taken twice. */
export async function takeInCalls(
  { db, clock }: DomainDeps,
  source: SourceRow,
  calls: readonly EngineCall[],
): Promise<TakenIn> {
  const now = clock.now();
  const batch = calls.flatMap(recordsOfCall).map((record) => {
    const text = JSON.stringify(record);
    return prepareRecord({ text, sha256: hash('sha256', text, 'hex'), fault: null }, source, now);
  });
  return commitBatch(db, source, batch, now);
}
