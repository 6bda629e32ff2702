'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '@/messages.ts';
import { Button } from '../ui/button.tsx';

const KEY = 'strowger.pages';

/** Cursors lead forwards only: which page a page was reached from is kept for as long as the tab lives. */
function readTrail(): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

type PagerProps = {
  cursor: string;
  nextCursor: string | null | undefined;
  onCursor: (cursor: string) => void;
};

/** Previous and next. A page that was opened by its address leads back to the first one. */
export function Pager({ cursor, nextCursor, onCursor }: PagerProps) {
  const [trail, setTrail] = useState<Record<string, string>>({});
  useEffect(() => setTrail(readTrail()), []);
  if (cursor === '' && (nextCursor === null || nextCursor === undefined)) return null;

  const before = trail[cursor];
  const goOn = () => {
    if (!nextCursor) return;
    const longer = { ...trail, [nextCursor]: cursor };
    sessionStorage.setItem(KEY, JSON.stringify(longer));
    setTrail(longer);
    onCursor(nextCursor);
    window.scrollTo({ top: 0 });
  };
  return (
    <nav aria-label={t.common.paging} className="mt-3 flex items-center justify-end gap-2">
      {cursor !== '' && before !== '' && (
        <Button variant="ghost" onClick={() => onCursor('')}>
          {t.common.firstPage}
        </Button>
      )}
      <Button
        disabled={cursor === '' || before === undefined}
        onClick={() => onCursor(before ?? '')}
        icon={<ChevronLeft aria-hidden className="size-3.5" />}
      >
        {t.common.previous}
      </Button>
      <Button disabled={!nextCursor} onClick={goOn}>
        {t.common.next}
        <ChevronRight aria-hidden className="size-3.5" />
      </Button>
    </nav>
  );
}
