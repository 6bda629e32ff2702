'use client';

import { memo } from 'react';
import type { BulkColumn, BulkKind, LineFault } from '@/lib/bulk/bulk-kind.ts';
import type { CheckedLine } from '@/lib/bulk/check-lines.ts';
import type { Mapping } from '@/lib/bulk/match-columns.ts';
import { cx } from '@/lib/cx.ts';
import { text } from '@/messages/bulk.ts';
import { Select } from '../ui/select.tsx';
import { useLinesPage } from './use-lines-page.tsx';

type PreviewTableProps = {
  kind: BulkKind;
  lines: readonly CheckedLine[];
  mapping: Mapping;
  onMap: (place: number, name: string | null) => void;
};

/** The lines as they were read. Above each place stands what it holds, which can be changed. */
export function PreviewTable({ kind, lines, mapping, onMap }: PreviewTableProps) {
  const { shown, pager } = useLinesPage(lines);
  const options = kind.columns.map(({ name, label }) => ({ value: name, label }));
  const columns = mapping.map((name) => kind.columns.find((column) => column.name === name));
  const hasFaults = lines.some(({ faults }) => faults.length > 0);
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section aria-label={text.preview} tabIndex={0} className="overflow-x-auto rounded-md border">
        <table aria-label={text.preview} className="w-full border-collapse text-sm">
          <thead className="bg-sunken">
            <tr className="text-left text-muted text-xs">
              <th scope="col" className="h-12 px-3 font-normal">
                {text.line}
              </th>
              {hasFaults && (
                <th scope="col" className="px-3 font-normal">
                  {text.faults}
                </th>
              )}
              {mapping.map((name, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
                <th key={place} scope="col" className="px-1.5 font-normal">
                  <Select
                    aria-label={text.place(place + 1)}
                    className="w-40"
                    empty={text.leftOut}
                    options={options}
                    value={name ?? ''}
                    onChange={({ target }) => onMap(place, target.value || null)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <PreviewRow key={line.line} line={line} columns={columns} kind={kind} withFaults={hasFaults} />
            ))}
          </tbody>
        </table>
      </section>
      {pager}
    </div>
  );
}

type RowProps = {
  line: CheckedLine;
  columns: readonly (BulkColumn | undefined)[];
  kind: BulkKind;
  withFaults: boolean;
};

const PreviewRow = memo(function PreviewRow({ line, columns, kind, withFaults }: RowProps) {
  const faulty = new Set(line.faults.map(({ column }) => column));
  return (
    <tr className="border-t">
      <td className="h-9 px-3 text-muted">{line.line}</td>
      {withFaults && (
        <td className="min-w-64 px-3 py-1 text-bad">
          {line.faults.map((fault) => (
            <p key={`${fault.column} ${fault.message}`}>{faultLine(kind, fault)}</p>
          ))}
        </td>
      )}
      {columns.map((column, place) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
          key={place}
          className={cx(
            'max-w-64 truncate whitespace-nowrap px-3.5',
            !column && 'text-faint line-through',
            column && faulty.has(column.name) && 'bg-bad-soft text-bad',
          )}
        >
          {shownValue(column, line, place)}
        </td>
      ))}
    </tr>
  );
});

/** `Username: Must be given` */
function faultLine({ columns }: BulkKind, { column, message }: LineFault): string {
  const label = columns.find(({ name }) => name === column)?.label;
  return label === undefined ? message : `${label}: ${message}`;
}

function shownValue(column: BulkColumn | undefined, { values, cells }: CheckedLine, place: number): string {
  if (!column) return cells[place] ?? '';
  const value = values[column.name];
  if (column.secret) return value === undefined ? text.generated : text.hidden;
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
}
