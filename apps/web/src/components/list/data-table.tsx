'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { cx } from '@/lib/cx.ts';
import { t } from '@/messages.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Column, cellClass } from './column.ts';
import { SelectAll, type Selection, SelectRow } from './row-selection.tsx';

type Sorting = { value: string; onSort: (value: string) => void };

type TableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  /** undefined while they are on their way */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  sorting?: Sorting | undefined;
  /** What is shown belongs to the query before. */
  stale?: boolean;
  skeletonRows?: number;
  /** Rows can be chosen, to do something to all of them. */
  selection?: Selection | undefined;
};

export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  sorting,
  stale = false,
  skeletonRows = 8,
  selection,
}: TableProps<Row>) {
  return (
    <table
      aria-label={label}
      aria-busy={rows === undefined || stale}
      className="w-full border-collapse text-sm"
    >
      <thead>
        <tr>
          {selection && <SelectAll selection={selection} ids={rows?.map(rowKey) ?? []} />}
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              aria-sort={ariaSort(column, sorting)}
              className={cx(
                cellClass(column),
                'sticky top-12 z-10 h-8 whitespace-nowrap bg-canvas font-normal text-muted text-xs shadow-[inset_0_-1px_0_var(--line)]',
              )}
            >
              {column.sort !== undefined && sorting ? (
                <SortButton column={column} sort={column.sort} sorting={sorting} />
              ) : (
                column.header
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={cx('transition-opacity', stale && 'opacity-60')}>
        {rows?.map((row) => (
          <tr
            key={rowKey(row)}
            aria-selected={selection?.chosen.has(rowKey(row))}
            className="relative border-b hover:bg-hover/70 aria-selected:bg-selected/60"
          >
            {selection && <SelectRow selection={selection} id={rowKey(row)} name={nameOf(columns, row)} />}
            {columns.map((column) => (
              <td key={column.key} className={cx(cellClass(column), 'h-9 coarse:h-12')}>
                <Cell column={column} row={row} />
              </td>
            ))}
          </tr>
        ))}
        {rows === undefined &&
          Array.from({ length: skeletonRows }, (_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
            <tr key={at} className="border-b">
              {selection && <td />}
              {columns.map((column, place) => (
                <td key={column.key} className={cx(cellClass(column), 'h-9 coarse:h-12')}>
                  <Skeleton className={cx('h-3', place === 0 ? 'w-40' : 'w-16')} />
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** What a row is called: the value of its first column. */
const nameOf = <Row,>(columns: readonly Column<Row>[], row: Row): string =>
  String(columns[0]?.value?.(row) ?? '');

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { cell, value, mono } = column;
  if (cell) return cell(row);
  const shown = value?.(row) ?? t.common.none;
  return mono ? <span className="font-mono text-xs">{shown}</span> : shown;
}

function ariaSort<Row>(column: Column<Row>, sorting: Sorting | undefined) {
  if (column.sort === undefined || !sorting) return undefined;
  if (sorting.value === column.sort) return 'ascending';
  return sorting.value === `-${column.sort}` ? 'descending' : 'none';
}

type SortButtonProps<Row> = { column: Column<Row>; sort: string; sorting: Sorting };

function SortButton<Row>({ column, sort, sorting }: SortButtonProps<Row>) {
  const isUp = sorting.value === sort;
  const isDown = sorting.value === `-${sort}`;
  const Icon = isDown ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      title={t.common.sortBy(column.header)}
      onClick={() => sorting.onSort(isUp ? `-${sort}` : sort)}
      className={cx(
        'group inline-flex h-7 items-center gap-1 rounded-sm hover:text-ink',
        (isUp || isDown) && 'text-ink',
      )}
    >
      {column.header}
      <Icon
        aria-hidden
        className={cx(
          'size-3',
          !isUp && !isDown && 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60',
        )}
      />
    </button>
  );
}
