'use client';

import { useMemo, useState } from 'react';
import type { RunLine } from '@/lib/bulk/bulk-run.ts';
import { text } from '@/messages/bulk.ts';
import type { Column } from '../list/column.ts';
import { DataTable } from '../list/data-table.tsx';
import { Select } from '../ui/select.tsx';
import { Status } from '../ui/status.tsx';
import type { BulkRoomName } from './bulk-room-name.ts';
import { outcomeOf, reasonOf } from './line-outcome.ts';
import { useLinesPage } from './use-lines-page.tsx';

const columns: Column<RunLine>[] = [
  { key: 'line', header: text.line, value: ({ line }) => line, align: 'right' },
  {
    key: 'name',
    header: text.name,
    cell: ({ name }) => <span className="block max-w-64 truncate">{name}</span>,
  },
  {
    key: 'state',
    header: text.state,
    cell: (line) => {
      const { word, tone } = outcomeOf(line);
      return <Status tone={tone}>{word}</Status>;
    },
  },
  {
    key: 'why',
    header: text.faults,
    grow: true,
    cell: (line) => <span className="block whitespace-normal break-words py-1">{reasonOf(line)}</span>,
  },
];

type OutcomeTableProps = { lines: readonly RunLine[]; version: number; room: BulkRoomName };

export function OutcomeTable({ lines, version, room }: OutcomeTableProps) {
  const [show, setShow] = useState('all');
  // Lines change in place: the version tells when.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const listed = useMemo(
    () => (show === 'all' ? lines : lines.filter(({ state }) => state !== 'created')),
    [lines, show, version],
  );
  const { shown, pager } = useLinesPage(listed);
  return (
    <div>
      <Select
        aria-label={text.show}
        className="mb-2 w-52"
        options={[
          { value: 'all', label: text.filters.all },
          { value: 'left', label: text.filters.left },
        ]}
        value={show}
        onChange={({ target }) => setShow(target.value)}
      />
      <DataTable
        label={text.kinds[room].title}
        columns={columns}
        rows={shown}
        rowKey={({ line }) => String(line)}
      />
      {pager}
    </div>
  );
}
