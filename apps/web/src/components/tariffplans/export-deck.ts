import type { Rate } from '@/lib/wire.ts';
import type { Column } from '../list/column.ts';
import { exportCsv } from '../list/export-csv.ts';

/** As many lines as an import takes: a deck that was cut would end the rest. */
const LINES_MAX = 250_000;

const names = [
  'prefix',
  'name',
  'direction',
  'country',
  'pricePerMinute',
  'offPeakPricePerMinute',
  'connectionFee',
  'initialSeconds',
  'incrementSeconds',
  'graceSeconds',
  'minimumCharge',
  'blocked',
  'validFrom',
  'validTo',
] as const satisfies (keyof Rate)[];

const columns: Column<Rate>[] = names.map((name) => ({
  key: name,
  header: name,
  value: (rate) => rate[name],
}));

/** Rates as a file that an import reads. */
export const exportDeck = (plan: string, readPage: Parameters<typeof exportCsv<Rate>>[2]): Promise<void> =>
  exportCsv(plan, columns, readPage, LINES_MAX);
