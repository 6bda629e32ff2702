import type { QuarantineSelection } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import { invalid, notFound } from '../core/domain-error.ts';
import { Parameters } from '../core/read.ts';

type Reason = NonNullable<QuarantineSelection['reason']>;

/** Which entries of a source are meant. Discarded ones only where their ids are given. */
export type Selection = QuarantineSelection & { sourceId: string; reasons?: readonly Reason[] };

/** @throws DomainError validation: nobody means all of them by saying nothing */
export function requireSelection({ ids, reason, receivedFrom, receivedTo }: QuarantineSelection): void {
  if (ids || reason || receivedFrom || receivedTo) return;
  throw invalid('ids', 'or reason, receivedFrom or receivedTo must be given', 'required');
}

/** SQL conditions of the entries that are meant and can be taken in. */
export function selectWaiting(selection: Selection, p: Parameters): string {
  const { sourceId, ids, reason, reasons, receivedFrom, receivedTo } = selection;
  return [
    `source_id = ${p.add(sourceId)}::uuid`,
    ids ? `id = any(${p.add(ids)}::uuid[])` : undefined,
    ids ? "status <> 'accepted'" : "status = 'waiting'",
    reason && `reason = ${p.add(reason)}`,
    reasons && `reason = any(${p.add(reasons)}::text[])`,
    receivedFrom && `received_at >= ${p.add(receivedFrom)}::timestamptz`,
    receivedTo && `received_at < ${p.add(receivedTo)}::timestamptz`,
  ]
    .filter((condition) => typeof condition === 'string')
    .join(' and ');
}

export type WaitingRow = {
  id: string;
  raw: string;
  sha256: string;
  detail: string;
  complete: boolean;
  receivedAt: Date;
};

/** The next of them, oldest first. */
export function readWaiting(
  rows: Db['rows'],
  selection: Selection,
  after: WaitingRow | undefined,
  limit: number,
): Promise<WaitingRow[]> {
  const p = new Parameters();
  const condition = selectWaiting(selection, p);
  const behind = after ? `and (received_at, id) > (${p.add(after.receivedAt)}, ${p.add(after.id)})` : '';
  return rows<WaitingRow>(
    `select id, raw, raw_sha256 as sha256, detail, complete, received_at as "receivedAt" from quarantined_record
     where ${condition} ${behind} order by received_at, id limit ${limit}`,
    p.values,
  );
}

export type NamedEntry = { id: string; status: string; reason: Reason; detail: string };

/** The entries of the source with the ids that are given, whatever became of them. @throws DomainError notFound */
export async function readNamed(rows: Db['rows'], { sourceId, ids }: Selection): Promise<NamedEntry[]> {
  if (!ids) return [];
  const found = await rows<NamedEntry>(
    'select id, status, reason, detail from quarantined_record where source_id = $1 and id = any($2)',
    [sourceId, ids],
  );
  if (found.length < new Set(ids).size) throw notFound('quarantinedRecord', 'ids');
  return found;
}
