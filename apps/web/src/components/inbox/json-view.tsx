'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { cx } from '@/lib/cx.ts';
import { text as inboxText } from '@/messages/inbox.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Rows that are put into the page at once: a batch may hold 10,000 records. */
const ROWS_AT_ONCE = 50;
const OPEN_DEPTH = 2;

const indents = ['pl-0', 'pl-4', 'pl-8', 'pl-12', 'pl-16', 'pl-20', 'pl-24', 'pl-28', 'pl-32'];
const indentOf = (depth: number): string => indents[Math.min(depth, indents.length - 1)] ?? '';

/** A JSON body, pretty and foldable. What is long comes piece by piece. */
export function JsonView({ value }: { value: Json }) {
  return (
    <div className="font-mono text-xs leading-5">
      <JsonRow name={undefined} value={value} depth={0} />
    </div>
  );
}

type RowProps = { name: string | undefined; value: Json; depth: number };

function JsonRow({ name, value, depth }: RowProps) {
  if (typeof value === 'object' && value !== null)
    return <JsonBranch name={name} value={value} depth={depth} />;
  return (
    <div className={cx('flex gap-2 py-px', indentOf(depth))}>
      <span aria-hidden className="w-3.5 shrink-0" />
      <span className="min-w-0 break-words">
        {name !== undefined && <span className="text-muted">{name}: </span>}
        <JsonLeaf value={value} />
      </span>
    </div>
  );
}

/** What has nothing to unfold, `[]` and `{}` too. */
function JsonLeaf({ value }: { value: Json }) {
  if (typeof value === 'string') return <span className="text-good">{JSON.stringify(value)}</span>;
  if (value === null) return <span className="text-faint">null</span>;
  if (typeof value === 'object')
    return <span className="text-faint">{Array.isArray(value) ? '[]' : '{}'}</span>;
  return <span className="text-accent">{String(value)}</span>;
}

type BranchProps = RowProps & { value: Json[] | { [key: string]: Json } };

function JsonBranch({ name, value, depth }: BranchProps) {
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  const [isOpen, setOpen] = useState(depth < OPEN_DEPTH || entries.length <= 3);
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  const size = isList ? inboxText.items(entries.length) : inboxText.keys(entries.length);
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={cx(
          'flex min-h-6 w-full items-center gap-2 rounded-sm text-left -outline-offset-1! hover:bg-hover',
          indentOf(depth),
        )}
      >
        <ChevronRight
          aria-hidden
          className={cx('size-3.5 shrink-0 text-muted transition-transform', isOpen && 'rotate-90')}
        />
        <span className="min-w-0 truncate">
          {name !== undefined && <span className="text-muted">{name}: </span>}
          {isList ? '[' : '{'}
          <span className="text-faint">{isOpen ? ` ${size}` : ` … ${size} `}</span>
          {!isOpen && (isList ? ']' : '}')}
        </span>
      </button>
      {isOpen && (
        <>
          {entries.slice(0, shown).map(([key, item]) => (
            <JsonRow key={key} name={key} value={item} depth={depth + 1} />
          ))}
          {entries.length > shown && (
            <button
              type="button"
              onClick={() => setShown(shown + ROWS_AT_ONCE)}
              className={cx('rounded-sm py-1 font-sans text-accent hover:underline', indentOf(depth + 1))}
            >
              <span className="pl-5.5">
                {inboxText.moreItems(Math.min(ROWS_AT_ONCE, entries.length - shown))}
              </span>
            </button>
          )}
        </>
      )}
    </div>
  );
}
