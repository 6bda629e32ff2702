import { encodeId, type QuarantineResult } from '@strowger/contracts';
import { writeAudit } from '../core/audit.ts';
import { actorReference } from '../core/caller.ts';
import type { MutationContext } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { type BatchOutcome, commitBatch, type Replay } from '../ingest/commit-batch.ts';
import { formats } from '../ingest/formats/index.ts';
import { prepareRecord, type Refusal } from '../ingest/prepare-record.ts';
import { retryWaiting } from '../ingest/retry-waiting.ts';
import { ingestStateOf } from '../ingest/state.ts';
import type { SourceRow } from '../sources/read-model.ts';
import { readNamed, readWaiting, type Selection, type WaitingRow } from './select-waiting.ts';

export const RECORDS_AT_ONCE_MAX = 10_000;
const PAGE_RECORDS = 1_000;
/** Of raw text, read at a time. */
const PAGE_BYTES = 64 * 1024 * 1024;
/** The call's own transaction waits meanwhile, and may wait for 60 s. */
const TIME_MS_MAX = 20_000;
const REFUSALS_SHOWN = 50;
/** Each takes two connections of the pool, one of which it waits for while it holds the other. */
const REPLAYS_AT_ONCE = 2;

/**
 * Takes in what waits in the quarantine, as an ingest does: in numbered batches, each in a transaction of its own with its
 * audit entry, so that one that was committed stands whatever becomes of the call.
 */
export async function takeInAgain(
  context: MutationContext,
  source: SourceRow,
  selection: Selection,
  how: Pick<Replay, 'mendedRaw' | 'payer'>,
): Promise<QuarantineResult> {
  const named = await readNamed(context.tx.rows, selection);
  const state = ingestStateOf(context.deps.db);
  if (state.replays >= REPLAYS_AT_ONCE) {
    throw new DomainError('unavailable', 'Other records are being replayed: try again.', {
      retryAfterSeconds: 2,
    });
  }
  state.replays++;
  try {
    const run = new ReplayRun(context, source, selection, how);
    await run.all();
    return run.result(named);
  } finally {
    state.replays--;
  }
}

class ReplayRun {
  readonly #context: MutationContext;
  readonly #source: SourceRow;
  readonly #selection: Selection;
  readonly #replay: Replay;
  readonly #total = { accepted: 0, duplicate: 0, remaining: false };
  readonly #refusals: QuarantineResult['refusals'] = [];
  readonly #seen = new Set<string>();

  constructor(
    context: MutationContext,
    source: SourceRow,
    selection: Selection,
    how: Pick<Replay, 'mendedRaw' | 'payer'>,
  ) {
    this.#context = context;
    this.#source = source;
    this.#selection = selection;
    const resolvedBy = actorReference(context.caller.actor);
    this.#replay = { ...how, resolvedBy, audit: (rows, outcome) => this.#audit(rows, outcome) };
  }

  async all(): Promise<void> {
    const { db } = this.#context.deps;
    const endAt = performance.now() + TIME_MS_MAX;
    const size = Math.min(PAGE_RECORDS, Math.floor(PAGE_BYTES / formats[this.#source.format].bytesMax));
    let last: WaitingRow | undefined;
    do {
      const page = await readWaiting(db.rows, this.#selection, last, size);
      if (page.length > 0) await this.#takeIn(page);
      last = page.length === size ? page.at(-1) : undefined;
      this.#total.remaining =
        last !== undefined && (this.#seen.size >= RECORDS_AT_ONCE_MAX || performance.now() > endAt);
    } while (last && !this.#total.remaining);
    this.#context.auditedApart();
  }

  async #takeIn(page: readonly WaitingRow[]): Promise<void> {
    const { deps } = this.#context;
    const now = deps.clock.now();
    const { mendedRaw } = this.#replay;
    const batch = page.map(({ raw, sha256, complete, detail }) => {
      const fault = complete || mendedRaw !== null ? null : detail;
      return prepareRecord({ text: mendedRaw ?? raw, sha256, fault }, this.#source, now);
    });
    const outcome = await commitBatch(deps.db, this.#source, batch, now, this.#replay);
    await retryWaiting(deps, this.#source, outcome);
    for (const { id, sha256 } of page) {
      this.#seen.add(id);
      const refusal = outcome.refusals.get(sha256);
      if (refusal) this.#refuse(id, refusal);
    }
    this.#total.accepted += outcome.accepted;
    this.#total.duplicate += page.length - outcome.accepted - outcome.refusals.size;
  }

  #refused = 0;

  #refuse(id: string, { reason, detail }: Pick<Refusal, 'reason' | 'detail'>): void {
    this.#refused++;
    if (this.#refusals.length >= REFUSALS_SHOWN) return;
    this.#refusals.push({ id: encodeId('quarantinedRecord', id), reason, detail });
  }

  /** Together with those that were named and need, or allow, nothing any more. */
  result(named: Awaited<ReturnType<typeof readNamed>>): QuarantineResult {
    for (const entry of named) {
      if (this.#seen.has(entry.id)) continue;
      if (entry.status === 'accepted') this.#total.duplicate++;
      else this.#refuse(entry.id, entry);
    }
    return toResult({ ...this.#total, refused: this.#refused, refusals: this.#refusals });
  }

  async #audit(rows: Parameters<NonNullable<Replay['audit']>>[0], outcome: BatchOutcome): Promise<void> {
    const { caller, operationId, meta, now } = this.#context;
    const { payer } = this.#replay;
    await writeAudit(rows, {
      kind: 'callRecordSource',
      id: this.#source.id,
      customerId: this.#source.customerId,
      path: this.#source.path,
      before: null,
      after: {
        accepted: outcome.accepted,
        refused: outcome.refusals.size,
        mended: this.#replay.mendedRaw !== null,
        ...(payer && { customerId: encodeId('customer', payer.customerId) }),
        ...(payer?.userId && { userId: encodeId('user', payer.userId) }),
      },
      caller,
      operation: operationId,
      requestId: meta.requestId,
      now,
    });
  }
}

const nothing = { accepted: 0, duplicate: 0, discarded: 0, refused: 0, remaining: false, refusals: [] };

export const toResult = (counts: Partial<QuarantineResult>): QuarantineResult => ({ ...nothing, ...counts });
