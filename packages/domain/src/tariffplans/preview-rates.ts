import { encodeId, type RateChange, type RateTerms } from '@strowger/contracts';
import type { Tx } from '@strowger/db';
import type { StreamHandler } from '../core/context.ts';
import { readRow } from '../core/read.ts';
import { requireFuture } from './import-rates.ts';
import type { LineFaults } from './line-faults.ts';
import { parseRateCsv } from './parse-rate-csv.ts';
import { planImport } from './plan-import.ts';
import { tariffplanModel } from './read-model.ts';

const SHOWN_BY_DEFAULT = 100;

/** Goes as far as an import goes before it writes, and says what it found. Lines that cannot be read are left out. */
export const previewRates: StreamHandler<'previewRates'> = async (context, input) => {
  const plan = await readRow(context, tariffplanModel, input.tariffplanId);
  requireFuture(input.endMissingAt, context.now);
  const shown = input.show ?? SHOWN_BY_DEFAULT;
  const { lines, faults } = await parseRateCsv(context.body.chunks, context.now);
  return context.transaction(async ({ tx, now }) => {
    const planned = await planImport(tx, plan, lines, now, input.endMissingAt);
    const { margin } = planned;
    return {
      tariffplanId: encodeId('tariffplan', plan.id),
      accepted: [faults, ...planned.faults].every((found) => found.lines.size === 0),
      added: { count: planned.added, items: await readLines(tx, 'added', shown) },
      changed: { count: planned.changed, items: await readLines(tx, 'changed', shown) },
      ended: { count: planned.ended, items: await readMissing(tx, shown) },
      unchanged: planned.unchanged,
      comparedWithCost: margin.compared,
      underCost: { count: margin.lineCount, items: margin.found.slice(0, shown) },
      errors: mergeFaults([faults, ...planned.faults], shown),
    };
  });
};

type ChangeRow = {
  line: number | null;
  rateId: string | null;
  prefix: string;
  direction: RateChange['direction'];
  name: string;
  at: Date;
  validTo: Date | null;
  before: RateTerms | null;
  after: RateTerms | null;
};

/** SQL of the terms of a rate, money as text. */
const termsOf = (columns: Record<keyof RateTerms, string>) =>
  `json_build_object(${Object.entries(columns)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})`;

const termsOfLine = termsOf({
  connectionFee: 'i."connectionFee"::text',
  pricePerMinute: 'i."pricePerMinute"::text',
  offPeakPricePerMinute: 'i."offPeakPricePerMinute"::text',
  minimumCharge: 'i."minimumCharge"::text',
  initialSeconds: 'i."initialSeconds"',
  incrementSeconds: 'i."incrementSeconds"',
  graceSeconds: 'i."graceSeconds"',
  blocked: 'i.blocked',
});

const termsOfRate = termsOf({
  connectionFee: 'r.connection_fee::text',
  pricePerMinute: 'r.price_per_minute::text',
  offPeakPricePerMinute: 'r.off_peak_price_per_minute::text',
  minimumCharge: 'r.minimum_charge::text',
  initialSeconds: 'r.initial_seconds',
  incrementSeconds: 'r.increment_seconds',
  graceSeconds: 'r.grace_seconds',
  blocked: 'r.blocked',
});

async function readLines(tx: Tx, outcome: 'added' | 'changed', shown: number): Promise<RateChange[]> {
  const rows = await tx.rows<ChangeRow>(
    `select i.line, i.replaces as "rateId", i.prefix, i.direction, i.name, i."validFrom" as at, i."validTo",
       case when r.id is not null then ${termsOfRate} end as before, ${termsOfLine} as after
     from rate_import i left join rate r on r.id = i.replaces where i.outcome = $1 order by i.line limit $2::int`,
    [outcome, shown],
  );
  return rows.map(present);
}

async function readMissing(tx: Tx, shown: number): Promise<RateChange[]> {
  const rows = await tx.rows<ChangeRow>(
    `select null as line, r.id as "rateId", r.prefix, r.direction, r.name, e.at, null as "validTo",
       ${termsOfRate} as before, null as after
     from rate_ending e join rate r on r.id = e.rate_id where e.missing order by r.prefix, r.id limit $1::int`,
    [shown],
  );
  return rows.map(present);
}

const present = (row: ChangeRow): RateChange => ({
  line: row.line,
  rateId: row.rateId && encodeId('rate', row.rateId),
  prefix: row.prefix,
  direction: row.direction,
  name: row.name,
  at: row.at.toISOString(),
  validTo: row.validTo?.toISOString() ?? null,
  before: row.before,
  after: row.after,
});

function mergeFaults(all: readonly LineFaults[], shown: number) {
  const lines = new Set(all.flatMap((faults) => [...faults.lines]));
  const items = all
    .flatMap((faults) => faults.shown)
    .sort((a, b) => a.line - b.line)
    .slice(0, shown);
  return { count: lines.size, items };
}
