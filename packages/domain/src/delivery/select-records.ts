import type { RecordFilters } from '@strowger/contracts';
import { Parameters } from '../core/read.ts';

/** Which records a request means: fixed once it is claimed, so that every reading finds the same ones. */
export type RecordSelection = {
  /** Whose subtree is asked for. */
  scopeCustomerId: string;
  /** At whose level the records are rendered: the consumer's owner. */
  ownerId: string;
  from: Date;
  to: Date;
  periodBy: 'startedAt' | 'ingestedAt';
  filters: RecordFilters;
  /** The highest ingest batch that belongs to it, and what was committed when it was fixed. */
  watermark: bigint;
  watermarkSnapshot: string;
  /** Between which times the calls started, as far as known: PostgreSQL leaves the other months out. */
  startedFrom: Date;
  startedTo: Date;
};

/** A record's place in the order of a request. */
export type RecordKey = { startedAt: Date; id: string };

const LEG_DISTANCE = "interval '1 day'";

/**
 * The parts of every reading of a request's records. A record belongs if the scope (`s`) and the reader (`o`) have a
 * charge row of their own on it, and if its ingest batch was committed when the watermark was fixed. The batches that
 * were open then are found in the very statement that reads, as they may commit at any time.
 */
export function selectRecords(selection: RecordSelection) {
  const { filters, scopeCustomerId, ownerId } = selection;
  const p = new Parameters();
  const owner = p.add(ownerId);
  const watermark = p.add(selection.watermark);
  const snapshot = `${p.add(selection.watermarkSnapshot)}::pg_snapshot`;
  const startedFrom = `${p.add(selection.startedFrom)}::timestamptz`;
  const startedTo = `${p.add(selection.startedTo)}::timestamptz`;

  // The period stands on each table: the planner prunes months by constants, not by what is joined.
  const period = (alias: string) =>
    `${alias}.started_at >= ${startedFrom} and ${alias}.started_at < ${startedTo}`;
  const belongs = (alias: string) =>
    `${alias}.ingest_batch <= ${watermark} and ${alias}.ingest_batch <> all ((select open from left_out)::bigint[])`;
  const sameRecord = (charge: string, record: string) =>
    `(${charge}.started_at, ${charge}.record_id, ${charge}.tenant_id) = (${record}.started_at, ${record}.id, ${record}.tenant_id)`;

  const own = scopeCustomerId === ownerId;
  const driver = own ? 'o' : 's';
  const ofRecord = [
    sameRecord(driver, 'r'),
    period('r'),
    belongs('r'),
    selection.periodBy === 'ingestedAt' &&
      `r.ingested_at >= ${p.add(selection.from)} and r.ingested_at < ${p.add(selection.to)}`,
    filters.direction && `r.direction = ${p.add(filters.direction)}`,
    filters.disposition && `r.disposition = ${p.add(filters.disposition)}`,
    filters.userId && `r.user_id = ${p.add(filters.userId)}`,
    filters.fromNumber && `starts_with(r.from_number, ${p.add(international(filters.fromNumber))})`,
    filters.toNumber && `starts_with(r.to_number, ${p.add(international(filters.toNumber))})`,
  ].filter((condition) => typeof condition === 'string');
  const ofOwner = [sameRecord('o', 'r'), `o.customer_id = ${owner}`, period('o')];

  return {
    parameters: p,
    driver,
    /** Conditions of the charge row that the reading goes along, in the order of its key. */
    ofDriver: `${driver}.customer_id = ${own ? owner : p.add(scopeCustomerId)} and ${period(driver)}`,
    ofRecord: ofRecord.join(' and '),
    /** Undefined where the driver is the reader's own charge. */
    ofOwner: own ? undefined : ofOwner.join(' and '),
    /** The legs that are joined to `r` and that the reader sees too. */
    otherLegs: `call_record l join charge c on ${sameRecord('c', 'l')}
      where r.other_leg_id is not null and l.source_id = r.source_id and l.record_key = r.other_leg_id
        and l.started_at between r.started_at - ${LEG_DISTANCE} and r.started_at + ${LEG_DISTANCE}
        and c.started_at between r.started_at - ${LEG_DISTANCE} and r.started_at + ${LEG_DISTANCE}
        and l.started_at >= ${startedFrom} - ${LEG_DISTANCE} and l.started_at < ${startedTo} + ${LEG_DISTANCE}
        and c.customer_id = ${owner} and ${belongs('l')}`,
    /** The common table expression that the conditions read. */
    leftOut: `left_out as materialized (select array(select number from ingest_batch
      where xid >= pg_snapshot_xmin(${snapshot}) and number <= ${watermark}
        and not pg_visible_in_snapshot(xid, ${snapshot})) as open)`,
  };
}

const international = (digits: string) => (digits.startsWith('+') ? digits : `+${digits}`);
