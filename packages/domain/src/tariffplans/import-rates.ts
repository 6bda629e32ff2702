import { encodeId, type RateImport } from '@strowger/contracts';
import type { Tx } from '@strowger/db';
import type { MutationContext, StreamHandler } from '../core/context.ts';
import { invalidParameter } from '../core/domain-error.ts';
import { readRow } from '../core/read.ts';
import { lockRow } from '../core/write.ts';
import { lookForUnrated } from '../reratings/rerate-unrated.ts';
import { parseRateCsv } from './parse-rate-csv.ts';
import { planImport } from './plan-import.ts';
import { type TariffplanRow, tariffplanModel } from './read-model.ts';

/**
 * All lines or none. Every line is read and checked before the transaction begins, so that a slow sender holds no lock;
 * the lines then go through a temporary table, set by set: 36,000 of them take seconds.
 */
export const importRates: StreamHandler<'importRates'> = async (context, { tariffplanId, endMissingAt }) => {
  await readRow(context, tariffplanModel, tariffplanId);
  requireFuture(endMissingAt, context.now);
  const { lines, faults } = await parseRateCsv(context.body.chunks, context.now);
  faults.throwIfAny();
  return context.transaction(async (change) => {
    const plan = await lockRow(change, tariffplanModel, tariffplanId);
    const {
      faults: found,
      added,
      changed,
      ended,
      unchanged,
    } = await planImport(change.tx, plan, lines, change.now, endMissingAt);
    for (const one of found) one.throwIfAny();
    await endRates(change.tx, change.now);
    await insertRates(change.tx, plan.id, change.now);
    const counts = { added, changed, ended, unchanged };
    await recordImport(change, plan, counts);
    return { tariffplanId: encodeId('tariffplan', plan.id), ...counts };
  });
};

/** @throws DomainError validation, as calls of the past were priced by what was valid then */
export function requireFuture(endMissingAt: Date | undefined, now: Date): void {
  if (endMissingAt && endMissingAt < now) throw invalidParameter('endMissingAt', 'must not lie in the past');
}

/**
 * One that would end at the very moment it begins is deleted if that is to come, as it never priced a call; else it
 * stays, for the records that name it, valid never.
 */
async function endRates(tx: Tx, now: Date): Promise<void> {
  await tx.rows(
    `delete from rate r using rate_ending e where r.id = e.rate_id and r.valid_from = e.at and e.at > $1::timestamptz`,
    [now],
  );
  await tx.rows(
    `update rate r set valid_to = e.at, version = r.version + 1, updated_at = $1::timestamptz
     from rate_ending e where r.id = e.rate_id`,
    [now],
  );
}

const insertRates = (tx: Tx, planId: string, now: Date): Promise<object[]> =>
  tx.rows(
    `insert into rate (id, tariffplan_id, prefix, name, country, direction, connection_fee, price_per_minute,
       off_peak_price_per_minute, initial_seconds, increment_seconds, grace_seconds, minimum_charge, blocked, valid_from,
       valid_to, created_at, updated_at)
     select id, $1::uuid, prefix, name, country, direction, "connectionFee", "pricePerMinute", "offPeakPricePerMinute",
       "initialSeconds", "incrementSeconds", "graceSeconds", "minimumCharge", blocked, "validFrom", "validTo",
       $2::timestamptz, $2::timestamptz
     from rate_import where outcome <> 'unchanged' order by prefix`,
    [planId, now],
  );

async function recordImport(
  context: MutationContext,
  plan: TariffplanRow,
  counts: Omit<RateImport, 'tariffplanId'>,
): Promise<void> {
  const writes = counts.added + counts.changed + counts.ended > 0;
  const { ratesVersion } = await context.tx.tariffplan.update({
    where: { id: plan.id },
    data: { ratesVersion: { increment: writes ? 1 : 0 } },
    select: { ratesVersion: true },
  });
  if (writes) await lookForUnrated(context, { tariffplanId: plan.id });
  await context.audit({
    kind: 'tariffplan',
    id: plan.id,
    customerId: plan.customerId,
    path: plan.path,
    before: { ratesVersion: Number(ratesVersion) - (writes ? 1 : 0) },
    after: { ratesVersion: Number(ratesVersion), ...counts },
  });
}
