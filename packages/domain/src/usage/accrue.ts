import type { Transaction } from '../ingest/transaction.ts';
import { countLimits } from '../limits/count-limits.ts';
import { Tally, tallyColumns, type UsageLine } from './tally.ts';

const CHUNK_LINES = 250;

/**
 * Counts records for usage, balances and limits, in the very transaction that writes their charges. It only inserts, so
 * that batches never wait for each other; the worker folds what was inserted (`foldUsage`, `foldLimits`).
 * A revised charge is two lines: the old charges with sign -1, the new ones with sign 1, of the same call.
 */
export async function accrue(transaction: Transaction, lines: readonly UsageLine[]): Promise<void> {
  const tally = new Tally();
  for (const line of lines) tally.add(line);
  const rows = [...tally.rows()];
  if (rows.length === 0) return;
  await transaction.copyIn(`copy usage_delta (${tallyColumns}) from stdin`, chunksOf(rows));
  await countLimits(transaction, lines);
}

/** The values are ids, numbers and codes: nothing in them is escaped. */
function* chunksOf(rows: readonly string[][]): Generator<string> {
  for (let at = 0; at < rows.length; at += CHUNK_LINES) {
    const lines = rows.slice(at, at + CHUNK_LINES).map((values) => `${values.join('\t')}\n`);
    yield lines.join('');
  }
}
