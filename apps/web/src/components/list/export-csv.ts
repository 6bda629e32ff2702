import { problemOf } from '@/lib/problem.ts';
import { saveCsv } from '@/lib/save-csv.ts';
import { toast } from '@/lib/toast.ts';
import { text } from '@/messages/list.ts';
import { t } from '@/messages.ts';
import type { Column } from './column.ts';
import { toCsv } from './to-csv.ts';

/** What a spreadsheet opens without complaint; more is what the API is for. */
export const EXPORTED_ROWS_MAX = 10_000;

type ReadPage<Row> = (cursor: string) => Promise<{ items: readonly Row[]; nextCursor: string | null }>;

/** Reads what is listed to its end, with the search, filters and order of the page, and gives it as a file. */
export async function exportCsv<Row>(
  name: string,
  columns: readonly Column<Row>[],
  readPage: ReadPage<Row>,
  rowsMax = EXPORTED_ROWS_MAX,
): Promise<void> {
  try {
    const rows: Row[] = [];
    let cursor: string | null = '';
    while (cursor !== null && rows.length < rowsMax) {
      const page: Awaited<ReturnType<ReadPage<Row>>> = await readPage(cursor);
      rows.push(...page.items);
      cursor = page.nextCursor;
    }
    saveCsv(name, toCsv(columns, rows.slice(0, rowsMax)));
    if (cursor === null) toast.success(text.exported(rows.length));
    else toast.error(text.exportCut(rowsMax));
  } catch (error) {
    toast.error(problemOf(error)?.detail ?? t.common.offline);
  }
}
