'use client';

import { Download, Eye, FileUp } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { BULK_LINES_MAX, type BulkKind } from '@/lib/bulk/bulk-kind.ts';
import { readFileText } from '@/lib/bulk/read-file.ts';
import { readTable, type TableRow } from '@/lib/bulk/read-table.ts';
import { saveCsv } from '@/lib/save-csv.ts';
import { text } from '@/messages/bulk.ts';
import { csvText } from '../list/to-csv.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Textarea } from '../ui/input.tsx';
import type { BulkRoomName } from './bulk-room-name.ts';
import { ColumnHelp } from './column-help.tsx';
import { SeriesForm } from './series-form.tsx';

type PasteStageProps = {
  room: BulkRoomName;
  kind: BulkKind;
  given: string;
  onGiven: (text: string) => void;
  onRows: (rows: readonly TableRow[]) => void;
};

/** Where lines come from: pasted, out of a file, or counted up. */
export function PasteStage({ room, kind, given, onGiven, onRows }: PasteStageProps) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const [pending, setPending] = useState(false);

  const take = (next: string) => {
    setFault(undefined);
    onGiven(next);
  };
  const takeFile = async (chosen: File | undefined) => {
    if (!chosen) return;
    const read = await readFileText(chosen);
    if ('fault' in read) setFault(text.unreadable[read.fault]);
    else take(read.text);
  };
  const preview = async () => {
    setPending(true);
    const table = await readTable(given);
    setPending(false);
    if ('rows' in table) onRows(table.rows);
    else setFault(faultText(table));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    takeFile(event.dataTransfer.files[0]);
  };
  return (
    <div className="grid max-w-3xl grid-cols-1 gap-4">
      <form
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          preview();
        }}
      >
        <label htmlFor={id} className="font-medium">
          {text.paste}
        </label>
        <p id={`${id}-hint`} className="text-muted text-xs">
          {text.pasteHint(BULK_LINES_MAX)} {text.dropHint}
        </p>
        <Textarea
          id={id}
          value={given}
          aria-describedby={fault === undefined ? `${id}-hint` : `${id}-hint ${id}-fault`}
          aria-invalid={fault !== undefined || undefined}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          rows={12}
          onChange={({ target }) => take(target.value)}
          onDrop={onDrop}
          className="font-mono text-xs"
        />
        {fault !== undefined && (
          <div id={`${id}-fault`}>
            <Callout tone="bad" live>
              {fault}
            </Callout>
          </div>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            variant="primary"
            pending={pending}
            icon={<Eye aria-hidden className="size-3.5" />}
          >
            {text.preview}
          </Button>
          <Button onClick={() => file.current?.click()} icon={<FileUp aria-hidden className="size-3.5" />}>
            {text.chooseFile}
          </Button>
          <input
            ref={file}
            type="file"
            hidden
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={({ target }) => {
              takeFile(target.files?.[0]);
              target.value = '';
            }}
          />
          <Button
            variant="ghost"
            title={text.templateHint}
            onClick={() => saveCsv(`${room}-template`, templateOf(kind))}
            icon={<Download aria-hidden className="size-3.5" />}
          >
            {text.template}
          </Button>
        </div>
      </form>
      {room === 'users' && <SeriesForm onLines={take} />}
      <ColumnHelp kind={kind} />
    </div>
  );
}

type Unread = Exclude<Awaited<ReturnType<typeof readTable>>, { rows: unknown }>;

function faultText(table: Unread): string {
  if (table.fault === 'tooMany') return text.unreadable.tooMany(table.count, BULK_LINES_MAX);
  return table.fault === 'quotes' ? text.unreadable.quotes(table.line ?? 1) : text.unreadable.empty;
}

const templateOf = ({ columns }: BulkKind): string =>
  csvText([
    columns.map(({ name }) => name),
    columns.map(({ examples }) => examples[0]),
    columns.map(({ examples }) => examples[1]),
  ]);
