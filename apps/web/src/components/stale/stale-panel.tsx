'use client';

import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cx } from '@/lib/cx.ts';
import { type Conflict, conflictRows } from '@/lib/forms/use-edit.ts';
import { text as staleText } from '@/messages/stale.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';

type StalePanelProps<T> = {
  conflict: Conflict<T>;
  toWire: (thing: T) => Record<string, unknown>;
  labels: Readonly<Record<string, string>>;
  onTakeStored: () => void;
  onOverwrite: () => Promise<void>;
};

/** What a value looks like in the comparison: objects as one `key: value` a line, those in a list on one line each. */
function show(value: unknown, between = '\n'): string {
  if (value === null || value === undefined || value === '') return t.common.none;
  if (Array.isArray(value)) {
    const ofObjects = value.some((item) => typeof item === 'object');
    return value.length === 0
      ? t.common.none
      : value.map((item) => show(item, ', ')).join(ofObjects ? '\n' : ', ');
  }
  if (typeof value === 'object') {
    const lines = Object.entries(value).map(([key, part]) => `${key}: ${showPart(key, part)}`);
    return lines.length === 0 ? t.common.none : lines.join(between);
  }
  return String(value);
}

const showPart = (key: string, part: unknown): string =>
  key === 'password' ? staleText.secret : show(part, ', ');

/** Somebody else saved meanwhile: field, theirs, yours, and the two ways out. */
export function StalePanel<T>({ conflict, toWire, labels, onTakeStored, onOverwrite }: StalePanelProps<T>) {
  const [pending, setPending] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const overwrite = async () => {
    setPending(true);
    await onOverwrite();
    setPending(false);
  };
  return (
    <div ref={panel} tabIndex={-1} role="alert" className="overflow-hidden rounded-lg border bg-raised">
      <div className="flex items-start gap-2.5 border-b bg-warn-soft px-3 py-2.5">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        <div>
          <p className="font-medium text-warn">{staleText.title}</p>
          <p>{staleText.text}</p>
        </div>
      </div>
      <table className="w-full table-fixed border-collapse text-sm">
        <thead>
          <tr className="border-b text-left text-muted text-xs">
            <th scope="col" className="px-3 py-1.5 font-normal">
              {staleText.field}
            </th>
            <th scope="col" className="px-3 py-1.5 font-normal">
              {staleText.theirs}
            </th>
            <th scope="col" className="px-3 py-1.5 font-normal">
              {staleText.yours}
            </th>
          </tr>
        </thead>
        <tbody>
          {conflictRows(conflict, toWire).map((row) => (
            <tr key={row.name} className="border-b align-top last:border-0">
              <th scope="row" className="px-3 py-2 text-left font-medium">
                {labels[row.name] ?? row.name}
              </th>
              <td className={cx('break-words px-3 py-2', row.isTheirs && 'bg-warn-soft')}>
                <pre className="whitespace-pre-wrap font-sans">{show(row.theirs)}</pre>
              </td>
              <td className={cx('break-words px-3 py-2', row.isMine && 'bg-selected')}>
                {row.isMine ? (
                  <pre className="whitespace-pre-wrap font-sans">
                    {row.name === 'password' ? staleText.secret : show(row.yours)}
                  </pre>
                ) : (
                  <span className="text-muted">{staleText.unchanged}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap items-center justify-end gap-2 border-t bg-sunken px-3 py-2">
        <p className="mr-auto text-muted text-xs">{staleText.overwritten}</p>
        <Button onClick={onTakeStored}>{staleText.reload}</Button>
        <Button variant="primary" onClick={overwrite} pending={pending}>
          {staleText.overwrite}
        </Button>
      </div>
    </div>
  );
}
