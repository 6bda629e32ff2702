import type { StreamContext, StreamedBody, StreamHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import type { SourceRow } from '../sources/read-model.ts';
import { commitBatch } from './commit-batch.ts';
import { findSource } from './find-source.ts';
import { formats } from './formats/index.ts';
import { type PreparedRecord, prepareRecord } from './prepare-record.ts';
import { retryWaiting } from './retry-waiting.ts';
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
    total.batches += 1 + (await retryWaiting(context.deps, source, outcome));
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
