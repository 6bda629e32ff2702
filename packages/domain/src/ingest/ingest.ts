import type { StreamContext, StreamedBody, StreamHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import type { SourceRow } from '../sources/read-model.ts';
import { type BatchOutcome, commitBatch } from './commit-batch.ts';
import { findSource } from './find-source.ts';
import { formats } from './formats/index.ts';
import { type PreparedRecord, prepareRecord } from './prepare-record.ts';
import { findWaiting } from './quarantine.ts';
import type { RawRecord, Splitter } from './split/raw-record.ts';

const BATCH_RECORDS = 2_000;
const BATCH_CHARACTERS = 8 * 1024 * 1024;

/**
 * Takes in records as they arrive, in batches that are committed one after the other: while one is written, the next is
 * read. A body that breaks off leaves the batches before it in place; sent again, they are duplicates.
 */
export const ingestCallRecords: StreamHandler<'ingestCallRecords'> = async (context, input) => {
  const source = await findSource(context, input.source);
  const splitter = splitterOf(source, context.body);
  const total = { accepted: 0, duplicate: 0, quarantined: 0, batches: 0 };
  const store = async (batch: readonly PreparedRecord[]) => {
    const outcome = await commitBatch(context.deps.db, source, batch, context.deps.clock.now());
    total.accepted += outcome.accepted;
    total.duplicate += outcome.duplicate;
    total.quarantined += outcome.quarantined;
    total.batches += 1 + (await retryWaiting(context, source, outcome));
  };

  let writing = Promise.resolve();
  try {
    for await (const batch of batchesOf(context, source, splitter)) {
      await writing;
      writing = store(batch);
      // Its failure is thrown at the next await; until then it must not count as unhandled.
      writing.catch(() => {});
    }
  } finally {
    await writing;
  }
  return total;
};

function splitterOf(source: SourceRow, body: StreamedBody): Splitter {
  const { splitters } = formats[source.format];
  const makeSplitter = Object.hasOwn(splitters, body.mediaType) ? splitters[body.mediaType] : undefined;
  if (makeSplitter) return makeSplitter();
  const types = Object.keys(splitters).join(' or ');
  throw new DomainError(
    'unsupportedMediaType',
    `The body must be ${types}: the source writes ${source.format}.`,
  );
}

async function* batchesOf(
  { body, deps }: StreamContext,
  source: SourceRow,
  splitter: Splitter,
): AsyncGenerator<PreparedRecord[]> {
  let batch: PreparedRecord[] = [];
  let characters = 0;
  for await (const records of recordsOf(body, splitter)) {
    for (const raw of records) {
      batch.push(prepareRecord(raw, source, deps.clock.now()));
      characters += raw.text.length;
      if (batch.length < BATCH_RECORDS && characters < BATCH_CHARACTERS) continue;
      yield batch;
      batch = [];
      characters = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

async function* recordsOf(body: StreamedBody, splitter: Splitter): AsyncGenerator<RawRecord[]> {
  for await (const chunk of body.chunks) yield splitter.push(chunk);
  yield splitter.end();
}

/**
 * Takes in again what waited in quarantine for a leg that has come. Both who brings the leg and who brings the waiting
 * record look here after their commit, so that whichever comes last finds the other.
 * @returns the number of batches that it took
 */
async function retryWaiting(
  { deps }: StreamContext,
  source: SourceRow,
  outcome: Pick<BatchOutcome, 'arrivedKeys' | 'waiting'>,
): Promise<number> {
  const { db, clock } = deps;
  if (!formats[source.format].hasLegs) return 0;
  let { arrivedKeys } = outcome;
  for (let batches = 0; ; batches++) {
    const raws = await findWaiting(db.rows, source, arrivedKeys, outcome.waiting);
    if (raws.length === 0) return batches;
    const now = clock.now();
    const batch = raws.map((raw) => prepareRecord(raw, source, now));
    const retried = await commitBatch(db, source, batch, now, true);
    if (retried.accepted === 0) return batches;
    // The same keys once more, as only so many are read at a time, and those that this retry brought.
    arrivedKeys = [...new Set([...arrivedKeys, ...retried.arrivedKeys])];
  }
}
