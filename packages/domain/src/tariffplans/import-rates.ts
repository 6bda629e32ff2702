import { encodeId } from '@strowger/contracts';
import type { Tx } from '@strowger/db';
import type { MutationContext, StreamHandler } from '../core/context.ts';
import { newId } from '../core/new-id.ts';
import { readRow } from '../core/read.ts';
import { lockRow } from '../core/write.ts';
import { LineFaults, parseRateCsv, type RateLine } from './parse-rate-csv.ts';
import { type TariffplanRow, tariffplanModel } from './read-model.ts';

/**
 * All lines or none. Every line is read and checked before the transaction begins, so that a slow sender holds no lock;
 * the lines then go through a temporary table, set by set: 36,000 of them take seconds.
 */
export const importRates: StreamHandler<'importRates'> = async (context, { tariffplanId }) => {
  await readRow(context, tariffplanModel, tariffplanId);
  const lines = await parseRateCsv(context.body.chunks, context.now);
  return context.transaction(async (change) => {
    const plan = await lockRow(change, tariffplanModel, tariffplanId);
    await stage(change.tx, lines, change.now);
    await refuseOverlapsInFile(change.tx);
    const unchanged = await dropUnchanged(change.tx, plan.id);
    const ended = await endReplaced(change.tx, plan.id, change.now);
    await refuseOverlapsOfLater(change.tx, plan.id);
    const added = await insertStaged(change.tx, plan.id, change.now);
    await recordImport(change, plan, { added, ended, unchanged });
    return { tariffplanId: encodeId('tariffplan', plan.id), added, ended, unchanged };
  });
};

const STAGE_ROWS = 5_000;

const stagedColumns = `line int, id uuid, prefix text, name text, country char(2), direction rate_direction,
  "connectionFee" numeric, "pricePerMinute" numeric, "offPeakPricePerMinute" numeric, "initialSeconds" int, "incrementSeconds" int, "graceSeconds" int,
  "minimumCharge" numeric, blocked boolean, "validFrom" timestamptz, "validTo" timestamptz`;

/** The lines as a table, `rate_import`, that ends with the transaction. */
async function stage(tx: Tx, lines: RateLine[], now: Date): Promise<void> {
  await tx.$executeRawUnsafe(`create temp table rate_import (${stagedColumns}) on commit drop`);
  for (let at = 0; at < lines.length; at += STAGE_ROWS) {
    const rows = lines.slice(at, at + STAGE_ROWS).map((line) => ({ ...line, id: newId(now) }));
    await tx.$executeRawUnsafe(
      `insert into rate_import select * from json_to_recordset($1::json) as line (${stagedColumns})`,
      JSON.stringify(rows),
    );
  }
  await tx.$executeRawUnsafe('analyze rate_import');
}

type LineClash = { line: number; other: string };

async function refuseOverlapsInFile(tx: Tx): Promise<void> {
  const clashes = await tx.$queryRawUnsafe<LineClash[]>(
    `select line, earlier::text as other from (
       select line, "validFrom", lag(line) over one as earlier, lag("validTo") over one as "earlierTo"
       from rate_import window one as (partition by prefix, direction order by "validFrom", line)
     ) staged
     where earlier is not null and "validFrom" < coalesce("earlierTo", 'infinity') order by line`,
  );
  const faults = new LineFaults();
  for (const { line, other } of clashes) {
    faults.add(line, 'validFrom', `overlaps line ${other}, of the same prefix and direction`);
  }
  faults.throwIfAny('overlap another line');
}

/** Lines that say what a rate of that time says already. */
const dropUnchanged = (tx: Tx, planId: string): Promise<number> =>
  tx.$executeRawUnsafe(
    `delete from rate_import i using rate r
     where r.tariffplan_id = $1::uuid and r.prefix = i.prefix and r.direction = i.direction
       and r.valid_from <= i."validFrom" and (r.valid_to is null or r.valid_to > i."validFrom")
       and (r.name, r.connection_fee, r.price_per_minute, r.initial_seconds, r.increment_seconds, r.grace_seconds,
            r.minimum_charge, r.blocked)
         = (i.name, i."connectionFee", i."pricePerMinute", i."initialSeconds", i."incrementSeconds", i."graceSeconds",
            i."minimumCharge", i.blocked)
       and r.off_peak_price_per_minute is not distinct from i."offPeakPricePerMinute"
       and r.country is not distinct from i.country and r.valid_to is not distinct from i."validTo"`,
    planId,
  );

/**
 * Ends each rate that is valid when a new one of its prefix and direction begins. One that would begin at that very
 * moment is deleted if that is to come, as it never priced a call; else it stays, for the records that name it, valid never.
 */
async function endReplaced(tx: Tx, planId: string, now: Date): Promise<number> {
  const replaced = `with replaced as (
    select r.id, min(i."validFrom") as at from rate r join rate_import i on r.prefix = i.prefix and r.direction = i.direction
    where r.tariffplan_id = $1::uuid and r.valid_from <= i."validFrom" and (r.valid_to is null or r.valid_to > i."validFrom")
    group by r.id)`;
  const deleted = await tx.$executeRawUnsafe(
    `${replaced} delete from rate r using replaced x where r.id = x.id and r.valid_from = x.at and x.at > $2::timestamptz`,
    planId,
    now,
  );
  const ended = await tx.$executeRawUnsafe(
    `${replaced} update rate r set valid_to = x.at, version = r.version + 1, updated_at = $2::timestamptz
     from replaced x where r.id = x.id`,
    planId,
    now,
  );
  return deleted + ended;
}

/** A rate that begins later is not ended: a line that would run into it must say where it ends itself. */
async function refuseOverlapsOfLater(tx: Tx, planId: string): Promise<void> {
  const clashes = await tx.$queryRawUnsafe<LineClash[]>(
    `select i.line, to_char(min(r.valid_from), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as other
     from rate_import i join rate r on r.prefix = i.prefix and r.direction = i.direction
     where r.tariffplan_id = $1::uuid and r.valid_from > i."validFrom"
       and r.valid_from < coalesce(i."validTo", 'infinity') and (r.valid_to is null or r.valid_to > r.valid_from)
     group by i.line order by i.line`,
    planId,
  );
  const faults = new LineFaults();
  for (const { line, other } of clashes) {
    faults.add(
      line,
      'validTo',
      `must not lie after ${other}, when a rate of the same prefix begins`,
      'conflict',
    );
  }
  faults.throwIfAny('run into a rate that begins later', 'conflict');
}

const insertStaged = (tx: Tx, planId: string, now: Date): Promise<number> =>
  tx.$executeRawUnsafe(
    `insert into rate (id, tariffplan_id, prefix, name, country, direction, connection_fee, price_per_minute, off_peak_price_per_minute,
       initial_seconds, increment_seconds, grace_seconds, minimum_charge, blocked, valid_from, valid_to, created_at, updated_at)
     select id, $1::uuid, prefix, name, country, direction, "connectionFee", "pricePerMinute", "offPeakPricePerMinute",
       "initialSeconds", "incrementSeconds", "graceSeconds", "minimumCharge", blocked, "validFrom", "validTo",
       $2::timestamptz, $2::timestamptz
     from rate_import order by prefix`,
    planId,
    now,
  );

async function recordImport(
  { tx, audit }: MutationContext,
  plan: TariffplanRow,
  counts: { added: number; ended: number; unchanged: number },
): Promise<void> {
  const changed = counts.added + counts.ended > 0;
  const { ratesVersion } = await tx.tariffplan.update({
    where: { id: plan.id },
    data: { ratesVersion: { increment: changed ? 1 : 0 } },
    select: { ratesVersion: true },
  });
  await audit({
    kind: 'tariffplan',
    id: plan.id,
    customerId: plan.customerId,
    path: plan.path,
    before: { ratesVersion: Number(ratesVersion) - (changed ? 1 : 0) },
    after: { ratesVersion: Number(ratesVersion), ...counts },
  });
}
