'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { text } from '@/messages/bulk.ts';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';

/** Lines on the screen at once: a thousand rows of fifteen cells would make every keystroke slow. */
const SHOWN = 100;

/** A part of many lines, and the way through the rest of them. */
export function useLinesPage<Row>(rows: readonly Row[]): { shown: readonly Row[]; pager: ReactNode } {
  const [page, setPage] = useState(0);
  const last = Math.max(0, Math.ceil(rows.length / SHOWN) - 1);
  const at = Math.min(page, last);
  const from = at * SHOWN;
  const shown = rows.slice(from, from + SHOWN);
  const pager = last > 0 && (
    <nav aria-label={t.common.paging} className="mt-3 flex items-center justify-end gap-2">
      <span className="mr-2 text-muted text-xs">
        {text.pages(from + 1, from + shown.length, rows.length)}
      </span>
      <Button
        disabled={at === 0}
        onClick={() => setPage(at - 1)}
        icon={<ChevronLeft aria-hidden className="size-3.5" />}
      >
        {t.common.previous}
      </Button>
      <Button disabled={at === last} onClick={() => setPage(at + 1)}>
        {t.common.next}
        <ChevronRight aria-hidden className="size-3.5" />
      </Button>
    </nav>
  );
  return { shown, pager };
}
