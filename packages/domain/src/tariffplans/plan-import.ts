import type { Tx } from '@strowger/db';
import { newId } from '../core/new-id.ts';
import { findUnderCostOfImport, type MarginCheck } from './check-margin.ts';
import { LineFaults } from './line-faults.ts';
import type { RateLine } from './parse-rate-csv.ts';
import type { TariffplanRow } from './read-model.ts';

/** What an import would do, and why it must not. The lines themselves stand in the tables that `planImport` makes. */
export type ImportPlan = {
  /** Lines of a prefix and direction that has no rate when they begin. */
  added: number;
  /** Lines that end the rate of their prefix and direction. */
  changed: number;
  /** Rates that end because the file does not name them. */
  ended: number;
  /** Lines that say what is valid already. */
  unchanged: number;
  margin: MarginCheck;
  /** In the order in which an import is refused for them. */
  faults: LineFaults[];
};

/**
 * Works out what an import would do, and writes nothing but two tables that end with the transaction: `rate_import`, the
 * lines with their outcome, and `rate_ending`, the rates that end. Both the import and its preview begin with it.
 * @param endMissingAt when rates end that the file does not name; undefined: they stay
 */
export async function planImport(
  tx: Tx,
  plan: TariffplanRow,
  lines: readonly RateLine[],
  now: Date,
  endMissingAt: Date | undefined,
): Promise<ImportPlan> {
  await stage(tx, lines, now);
  const overlapping = await findOverlapsInFile(tx);
  await markUnchanged(tx, plan.id);
  const clashing = await findOverlapsOfLater(tx, plan.id);
  await markChanged(tx, plan.id);
  if (endMissingAt) await endMissing(tx, plan.id, endMissingAt);
  const margin = await findUnderCostOfImport(tx, plan, now);
  return { ...(await countOutcomes(tx)), margin, faults: [overlapping, clashing, margin.faults] };
}

const STAGE_ROWS = 5_000;

const lineColumns = `line int, id uuid, prefix text, name text, country char(2), direction rate_direction,
  "connectionFee" numeric, "pricePerMinute" numeric, "offPeakPricePerMinute" numeric, "initialSeconds" int,
  "incrementSeconds" int, "graceSeconds" int, "minimumCharge" numeric, blocked boolean, "validFrom" timestamptz,
  "validTo" timestamptz`;

async function stage(tx: Tx, lines: readonly RateLine[], now: Date): Promise<void> {
  await tx.rows(
    `create temp table rate_import (${lineColumns}, outcome text not null default 'added', replaces uuid) on commit drop`,
  );
  await tx.rows(
    'create temp table rate_ending (rate_id uuid, at timestamptz, missing boolean) on commit drop',
  );
  for (let at = 0; at < lines.length; at += STAGE_ROWS) {
    const rows = lines.slice(at, at + STAGE_ROWS).map((line) => ({ ...line, id: newId(now) }));
    await tx.rows(
      `insert into rate_import select * from json_to_recordset($1::json) as line (${lineColumns})`,
      [JSON.stringify(rows)],
    );
  }
  await tx.rows('analyze rate_import');
}

type Clash = { line: number; other: string };

async function findOverlapsInFile(tx: Tx): Promise<LineFaults> {
  const clashes = await tx.rows<Clash>(
    `select line, earlier::text as other from (
       select line, "validFrom", lag(line) over one as earlier, lag("validTo") over one as "earlierTo"
       from rate_import window one as (partition by prefix, direction order by "validFrom", line)
     ) staged
     where earlier is not null and "validFrom" < coalesce("earlierTo", 'infinity') order by line`,
  );
  const faults = new LineFaults({ one: 'overlaps another line', many: 'overlap another line' });
  for (const { line, other } of clashes) {
    faults.add(line, 'validFrom', `overlaps line ${other}, of the same prefix and direction`);
  }
  return faults;
}

const sameRate = 'r.tariffplan_id = $1::uuid and r.prefix = i.prefix and r.direction = i.direction';
const validAtLine = `r.valid_from <= i."validFrom" and (r.valid_to is null or r.valid_to > i."validFrom")`;

const markUnchanged = (tx: Tx, planId: string): Promise<object[]> =>
  tx.rows(
    `update rate_import i set outcome = 'unchanged' from rate r
     where ${sameRate} and ${validAtLine}
       and (r.name, r.connection_fee, r.price_per_minute, r.initial_seconds, r.increment_seconds, r.grace_seconds,
            r.minimum_charge, r.blocked)
         = (i.name, i."connectionFee", i."pricePerMinute", i."initialSeconds", i."incrementSeconds", i."graceSeconds",
            i."minimumCharge", i.blocked)
       and r.off_peak_price_per_minute is not distinct from i."offPeakPricePerMinute"
       and r.country is not distinct from i.country and r.valid_to is not distinct from i."validTo"`,
    [planId],
  );

/** A rate that begins later is not ended: a line that would run into it must say where it ends itself. */
async function findOverlapsOfLater(tx: Tx, planId: string): Promise<LineFaults> {
  const clashes = await tx.rows<Clash>(
    `select i.line, to_char(min(r.valid_from), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as other
     from rate_import i join rate r on ${sameRate}
     where i.outcome <> 'unchanged' and r.valid_from > i."validFrom"
       and r.valid_from < coalesce(i."validTo", 'infinity') and (r.valid_to is null or r.valid_to > r.valid_from)
     group by i.line order by i.line`,
    [planId],
  );
  const faults = new LineFaults(
    { one: 'runs into a rate that begins later', many: 'run into a rate that begins later' },
    'conflict',
  );
  for (const { line, other } of clashes) {
    faults.add(
      line,
      'validTo',
      `must not lie after ${other}, when a rate of the same prefix begins`,
      'conflict',
    );
  }
  return faults;
}

/** A rate that is valid when a line of its prefix and direction begins ends then, by the first of such lines. */
async function markChanged(tx: Tx, planId: string): Promise<void> {
  await tx.rows(
    `insert into rate_ending select r.id, min(i."validFrom"), false
     from rate_import i join rate r on ${sameRate} where i.outcome <> 'unchanged' and ${validAtLine} group by r.id`,
    [planId],
  );
  await tx.rows(
    `update rate_import i set outcome = 'changed', replaces = r.id from rate_ending e join rate r on r.id = e.rate_id
     where ${sameRate} and i.outcome <> 'unchanged' and i."validFrom" = e.at`,
    [planId],
  );
}

const endMissing = (tx: Tx, planId: string, at: Date): Promise<object[]> =>
  tx.rows(
    `insert into rate_ending select r.id, greatest(r.valid_from, $2::timestamptz), true from rate r
     where r.tariffplan_id = $1::uuid and (r.valid_to is null or (r.valid_to > $2::timestamptz and r.valid_to > r.valid_from))
       and not exists (select from rate_import i where i.prefix = r.prefix and i.direction = r.direction)`,
    [planId, at],
  );

async function countOutcomes(tx: Tx): Promise<Outcomes> {
  const [counts] = await tx.rows<Outcomes>(
    `select (count(*) filter (where outcome = 'added'))::int as added,
       (count(*) filter (where outcome = 'changed'))::int as changed,
       (count(*) filter (where outcome = 'unchanged'))::int as unchanged,
       (select count(*)::int from rate_ending where missing) as ended
     from rate_import`,
  );
  return counts ?? { added: 0, changed: 0, ended: 0, unchanged: 0 };
}

type Outcomes = Pick<ImportPlan, 'added' | 'changed' | 'ended' | 'unchanged'>;
