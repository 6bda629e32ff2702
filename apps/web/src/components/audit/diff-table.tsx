'use client';

import { useState } from 'react';
import { cx } from '@/lib/cx.ts';
import type { AuditEntry } from '@/lib/wire.ts';
import { text } from '@/messages/audit.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { type DiffRow, diffRows } from './diff.ts';

type DiffProps = Pick<AuditEntry, 'before' | 'after'>;

/** The fields of a thing before and after a change; of what was made or deleted, its only state. */
export function DiffTable({ before, after }: DiffProps) {
  const [isWhole, setWhole] = useState(false);
  const rows = diffRows(before, after);
  const changed = rows.filter((row) => row.isChanged);
  const both = before !== null && after !== null;
  const title = both ? text.diffs.changed : after ? text.diffs.created : text.diffs.deleted;
  const shown = both && !isWhole ? changed : rows;
  const hidden = rows.length - changed.length;
  return (
    <section aria-labelledby="diff" className="max-w-4xl">
      <h2 id="diff" className="mb-3 font-semibold text-base">
        {title}
      </h2>
      {both && changed.length === 0 && <Callout title={text.diffs.same}>{text.sameText}</Callout>}
      {shown.length > 0 && (
        <table className="w-full table-fixed border-collapse text-sm">
          <thead>
            <tr className="border-b text-left text-muted text-xs">
              <th scope="col" className="w-1/4 py-1.5 pr-3 font-normal">
                {text.field}
              </th>
              {before !== null && (
                <th scope="col" className="px-3 py-1.5 font-normal">
                  {text.before}
                </th>
              )}
              {after !== null && (
                <th scope="col" className="px-3 py-1.5 font-normal">
                  {text.after}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.field} row={row} hasBefore={before !== null} hasAfter={after !== null} />
            ))}
          </tbody>
        </table>
      )}
      {both && !isWhole && hidden > 0 && (
        <div className="mt-3">
          <Button size="sm" onClick={() => setWhole(true)}>
            {text.unchanged(hidden)}
          </Button>
        </div>
      )}
    </section>
  );
}

function Row({ row, hasBefore, hasAfter }: { row: DiffRow; hasBefore: boolean; hasAfter: boolean }) {
  const isMarked = row.isChanged && hasBefore && hasAfter;
  return (
    <tr className="border-b align-top">
      <th scope="row" className="break-words py-2 pr-3 text-left font-medium font-mono text-xs">
        {row.field}
      </th>
      {hasBefore && <Value value={row.before} ground={isMarked ? 'bg-bad-soft' : undefined} />}
      {hasAfter && <Value value={row.after} ground={isMarked ? 'bg-good-soft' : undefined} />}
    </tr>
  );
}

function Value({ value, ground }: { value: unknown; ground: string | undefined }) {
  return (
    <td className={cx('px-3 py-2', ground)}>
      <pre className="whitespace-pre-wrap break-words font-mono text-xs">{show(value)}</pre>
    </td>
  );
}

function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return t.common.none;
  if (typeof value === 'string') return value;
  const isLines = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object');
  return isLines ? value.join('\n') : JSON.stringify(value, null, 2);
}
