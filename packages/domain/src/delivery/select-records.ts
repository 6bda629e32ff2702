import type { RecordFilters } from '@strowger/contracts';
import { Parameters } from '../core/read.ts';
import { chargeColumns } from './record-fields.ts';

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
  /** Of live records: only what was committed after this. */
  sinceSnapshot: string | null;
  /** Between which times the calls started, as far as known: PostgreSQL leaves the other months out. */
  startedFrom: Date;
  startedTo: Date;
};

/** A record's place in the order of a request. */
export type RecordKey = { startedAt: Date; id: string };

const LEG_DISTANCE = "interval '1 day'";

/**
 * The parts of every reading of a request's records. A record belongs if the scope (`s`) and the reader (`c`) have a
 * charge row of their own on it, and if its ingest batch was committed when the watermark was fixed. The batches that
 * were open then are found in the very statement that reads, as they may commit at any time. `o` is the reader's charge as
 * it was then: a re-rating comes in a batch too.
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
  const isKnown = (batch: string) =>
    `${batch} <= ${watermark} and ${batch} <> all ((select open from left_out)::bigint[])`;
  const isNew = `r.ingest_batch = any ((select numbers from let_in)::bigint[])`;
  const sameRecord = (charge: string, record: string) =>
    `(${charge}.started_at, ${charge}.record_id, ${charge}.tenant_id) = (${record}.started_at, ${record}.id, ${record}.tenant_id)`;

  const own = scopeCustomerId === ownerId;
  const driver = own ? 'c' : 's';
  const ofRecord = [
    sameRecord(driver, 'r'),
    period('r'),
    selection.sinceSnapshot === null ? isKnown('r.ingest_batch') : isNew,
    selection.periodBy === 'ingestedAt' &&
      `r.ingested_at >= ${p.add(selection.from)} and r.ingested_at < ${p.add(selection.to)}`,
    filters.direction && `r.direction = ${p.add(filters.direction)}`,
    filters.disposition && `r.disposition = ${p.add(filters.disposition)}`,
    filters.userId && `r.user_id = ${p.add(filters.userId)}`,
    filters.fromNumber && `starts_with(r.from_number, ${p.add(international(filters.fromNumber))})`,
    filters.toNumber && `starts_with(r.to_number, ${p.add(international(filters.toNumber))})`,
  ].filter((condition) => typeof condition === 'string');
  const ofOwner = [sameRecord('c', 'r'), `c.customer_id = ${owner}`, period('c')];
  const isNewest = `(c.revised_in is null or ${isKnown('c.revised_in')})`;
  const since =
    selection.sinceSnapshot === null ? undefined : `${p.add(selection.sinceSnapshot)}::pg_snapshot`;

  return {
    parameters: p,
    driver,
    /** Conditions of the charge row that the reading goes along, in the order of its key. */
    ofDriver: `${driver}.customer_id = ${own ? owner : p.add(scopeCustomerId)} and ${period(driver)}`,
    ofRecord: ofRecord.join(' and '),
    /** Undefined where the driver is the reader's own charge. */
    ofOwner: own ? undefined : ofOwner.join(' and '),
    /** The reader's charge as it was at the watermark; a query of one row. */
    ownCharge: `select ${chargeColumns.map((column) => `c.${column}`).join(', ')} where ${isNewest}
      union all (select ${chargeColumns.map((column) => `h.${column}`).join(', ')} from charge_history h
        where not ${isNewest} and (h.customer_id, h.started_at, h.record_id, h.tenant_id) =
          (c.customer_id, c.started_at, c.record_id, c.tenant_id)
        and (h.revised_in is null or ${isKnown('h.revised_in')}) order by h.revision desc limit 1)`,
    /** The legs that are joined to `r` and that the reader sees too. */
    otherLegs: `call_record l join charge g on ${sameRecord('g', 'l')}
      where r.other_leg_id is not null and l.source_id = r.source_id and l.record_key = r.other_leg_id
        and l.started_at between r.started_at - ${LEG_DISTANCE} and r.started_at + ${LEG_DISTANCE}
        and g.started_at between r.started_at - ${LEG_DISTANCE} and r.started_at + ${LEG_DISTANCE}
        and l.started_at >= ${startedFrom} - ${LEG_DISTANCE} and l.started_at < ${startedTo} + ${LEG_DISTANCE}
        and g.customer_id = ${owner} and ${isKnown('l.ingest_batch')}`,
    /** The common table expressions that the conditions read. */
    batches: `left_out as materialized (select array(select number from ingest_batch
      where xid >= pg_snapshot_xmin(${snapshot}) and number <= ${watermark}
        and not pg_visible_in_snapshot(xid, ${snapshot})) as open)${
          since === undefined
            ? ''
            : `, let_in as materialized (select array(select number from ingest_batch
      where xid >= pg_snapshot_xmin(${since}) and not pg_visible_in_snapshot(xid, ${since})
        and pg_visible_in_snapshot(xid, ${snapshot})) as numbers)`
        }`,
  };
}

const international = (digits: string) => (digits.startsWith('+') ? digits : `+${digits}`);
