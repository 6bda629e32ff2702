import type { Db } from '@strowger/db';
import type { ChargeLevel } from '../rating/charge-record.ts';
import type { PlanCache } from '../rating/plan-cache.ts';
import type { SourceRow } from '../sources/read-model.ts';
import { attributeTo, findPayers } from './attribute.ts';
import { findLevels } from './charge-levels.ts';
import { ensureMonths, isMissingMonth } from './ensure-months.ts';
import { findSeenFrom } from './find-seen-from.ts';
import type { NormalRecord } from './formats/parsed-record.ts';
import { markEmergencies } from './mark-emergencies.ts';
import type { Payer } from './payer.ts';
import { type Call, type PreparedRecord, type Refusal, withDirection } from './prepare-record.ts';
import { holdOpen, type Refused, resolveQuarantine, storeQuarantine } from './quarantine.ts';
import type { RawRecord } from './split/raw-record.ts';
import { ingestStateOf } from './state.ts';
import { inSnapshot, type Transaction } from './transaction.ts';
import { type AcceptedCall, writeRecords } from './write-records.ts';

export type BatchOutcome = {
  accepted: number;
  duplicate: number;
  quarantined: number;
  /** Keys of records that are in store now: others may wait for them. */
  arrivedKeys: string[];
  /** Records that wait for the record of their originating leg. */
  waiting: NormalRecord[];
  /** Why others were not accepted, by the hash of their text. */
  refusals: Map<string, Refusal>;
};

/** How records of the quarantine are taken in again. */
export type Replay = {
  /** Who pays, whatever the records say; null: whom attribution finds. */
  payer: { customerId: string; userId: string | null } | null;
  /** The text that was read in the place of the one that was sent. */
  mendedRaw: string | null;
  resolvedBy: string | null;
  /** Leaves the audit entry of a batch in its own transaction; null where nobody asked for it. */
  audit: ((rows: Db['rows'], outcome: BatchOutcome) => Promise<void>) | null;
};

/**
 * Attributes, rates and stores a batch in one transaction. Where another ingest wrote the same records meanwhile, all of
 * it is done again on the newer state.
 * @param replay where the records are of the quarantine: no batch is counted where none of them is accepted
 */
export async function commitBatch(
  db: Db,
  source: SourceRow,
  batch: readonly PreparedRecord[],
  now: Date,
  replay?: Replay,
): Promise<BatchOutcome> {
  const { months } = ingestStateOf(db);
  const times = () => batch.flatMap(({ call }) => (call ? [call.record.startedAt] : []));
  const attempt = async () => {
    await ensureMonths(db, months, times());
    return inSnapshot(db, (transaction) => storeBatch(transaction, db, source, batch, now, replay));
  };
  try {
    return await attempt();
  } catch (error) {
    if (!isMissingMonth(error)) throw error;
    months.clear();
    return attempt();
  }
}

async function storeBatch(
  transaction: Transaction,
  db: Db,
  known: SourceRow,
  batch: readonly PreparedRecord[],
  now: Date,
  replay: Replay | undefined,
): Promise<BatchOutcome> {
  const { rows } = transaction;
  const source = await whereItStands(rows, known);
  const open = replay ? await holdOpen(rows, source, batch) : batch;
  const sorted = await sortBatch(rows, source, open, replay);
  const { accepted, duplicates, refused } = sorted;
  const settled = [...accepted, ...duplicates].map(({ raw, call }) => ({ raw, record: call.record }));
  const outcome: BatchOutcome = {
    accepted: accepted.length,
    duplicate: duplicates.length,
    quarantined: 0,
    arrivedKeys: settled.map(({ record }) => record.recordKey),
    waiting: sorted.waiting,
    refusals: new Map(refused.map(({ raw, refusal }) => [raw.sha256, refusal])),
  };
  // Why a mended text is refused says nothing about the one that is kept.
  if (!replay?.mendedRaw) outcome.quarantined = await storeQuarantine(rows, source, refused, now);
  outcome.duplicate += sorted.refusedCount - outcome.quarantined;
  if (!replay || accepted.length > 0) {
    await writeBatch(transaction, ingestStateOf(db).plans, source, { outcome, accepted, now });
  }
  const { resolvedBy = null, mendedRaw = null } = replay ?? {};
  await resolveQuarantine(rows, source, settled, { now, resolvedBy, mendedRaw });
  await replay?.audit?.(rows, outcome);
  return outcome;
}

/** The numbered batch, its records and their charges. */
async function writeBatch(
  transaction: Transaction,
  plans: PlanCache,
  source: SourceRow,
  { outcome, accepted, now }: { outcome: BatchOutcome; accepted: Sorted['accepted']; now: Date },
): Promise<void> {
  const { rows } = transaction;
  const paths = accepted.map(({ payer }) => payer.path);
  const levels = await findLevels(rows, plans, source.path, paths);
  const [row] = await rows<{ number: bigint }>(
    `insert into ingest_batch (source_id, accepted, duplicate, quarantined, committed_at, customer_ids)
     values ($1, $2, $3, $4, $5, $6) returning number`,
    [source.id, outcome.accepted, outcome.duplicate, outcome.quarantined, now, chargedBy(levels)],
  );
  if (!row) throw new Error('ingest_batch gave no number');
  const seenFrom = await findSeenFrom(rows, source.path, accepted);
  const calls = (await markEmergencies(rows, source, accepted)).map(
    ({ call, payer }): AcceptedCall => ({
      call,
      payer,
      levels: levels.get(payer.path) ?? [],
      seenFrom: (kind) => seenFrom(kind, call, payer),
    }),
  );
  await writeRecords(transaction, { number: row.number, sourceId: source.id, now }, calls);
}

/** Who is charged for something in the batch: who wants records as they come finds them by it. */
const chargedBy = (levels: Map<string, readonly ChargeLevel[]>): string[] => [
  ...new Set([...levels.values()].flatMap((path) => path.map(({ customerId }) => customerId))),
];

type Standing = SourceRow & { keptFrom: Date | null };

/** A move of the source's customer since the ingest began counts, and so does a retention that was set. */
async function whereItStands(rows: Db['rows'], source: SourceRow): Promise<Standing> {
  const [row] = await rows<{ path: string; keptFrom: Date | null }>(
    `select path, (select kept_from from record_retention) as "keptFrom" from call_record_source where id = $1`,
    [source.id],
  );
  return { ...source, path: row?.path ?? source.path, keptFrom: row?.keptFrom ?? null };
}

type Known = { raw: RawRecord; call: Call };
type Sorted = {
  accepted: (Known & { payer: Payer })[];
  duplicates: Known[];
  /** Each text once, `refusedCount` counts them all. */
  refused: Refused[];
  refusedCount: number;
  waiting: NormalRecord[];
};

/** What becomes of each record: accepted, there already (before, or earlier in this batch), or refused. */
async function sortBatch(
  rows: Db['rows'],
  source: Standing,
  batch: readonly PreparedRecord[],
  replay: Replay | undefined,
): Promise<Sorted> {
  const calls = batch.flatMap((prepared) => (prepared.call ? [prepared.call] : []));
  const records = calls.map((call) => call.record);
  const stored = await findStored(rows, source.id, records);
  const scope = { sourceId: source.id, path: source.path };
  const unknown = calls.filter((call) => !stored.has(identityOf(call.record)));
  const payerOf = replay?.payer
    ? await attributeTo(rows, scope, unknown, replay.payer)
    : await findPayers(rows, scope, unknown);
  const sorted: Sorted = { accepted: [], duplicates: [], refused: [], refusedCount: 0, waiting: [] };
  const refusedTexts = new Set<string>();
  const refuse = (refused: Refused) => {
    sorted.refusedCount++;
    if (refusedTexts.has(refused.raw.sha256)) return;
    refusedTexts.add(refused.raw.sha256);
    sorted.refused.push(refused);
  };
  for (const prepared of batch) {
    const { raw, call } = prepared;
    if (!call) {
      refuse(prepared);
      continue;
    }
    if (source.keptFrom && call.record.startedAt < source.keptFrom) {
      refuse({ raw, refusal: tooOld(source.keptFrom) });
      continue;
    }
    const identity = identityOf(call.record);
    if (stored.has(identity)) {
      sorted.duplicates.push({ raw, call });
      continue;
    }
    const attribution = payerOf(call);
    if (attribution.payer) {
      stored.add(identity);
      const { payer, direction } = attribution;
      sorted.accepted.push({ raw, call: withDirection(call, direction ?? call.record.direction), payer });
    } else {
      refuse({ raw, refusal: attribution.refusal });
      if (attribution.refusal.waitsForLeg !== null) sorted.waiting.push(call.record);
    }
  }
  return sorted;
}

const tooOld = (keptFrom: Date): Refusal => ({
  reason: 'invalid',
  detail: `startedAt lies before ${keptFrom.toISOString()}: older records are not kept`,
  waitsForLeg: null,
});

const identityOf = ({ recordKey, startedAt }: NormalRecord): string => `${startedAt.getTime()} ${recordKey}`;

/**
 * Which of the records are there. One index look-up each, which `lateral … limit` prescribes: left to itself, and without
 * statistics, as on the first day of a month, the planner compares all with all (seen: 3 s a batch).
 */
async function findStored(
  rows: Db['rows'],
  sourceId: string,
  records: readonly NormalRecord[],
): Promise<Set<string>> {
  if (records.length === 0) return new Set();
  const found = await rows<{ recordKey: string; startedAt: Date }>(
    `select sent.record_key as "recordKey", sent.started_at as "startedAt"
     from unnest($2::text[], $3::timestamptz[]) as sent (record_key, started_at)
     cross join lateral (
       select from call_record r
       where r.source_id = $1 and r.record_key = sent.record_key and r.started_at = sent.started_at limit 1) stored`,
    [sourceId, records.map((record) => record.recordKey), records.map((record) => record.startedAt)],
  );
  return new Set(found.map(({ recordKey, startedAt }) => `${startedAt.getTime()} ${recordKey}`));
}
