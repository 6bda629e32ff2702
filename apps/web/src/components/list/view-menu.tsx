'use client';

import { Download } from 'lucide-react';
import { t } from '@/messages.ts';
import { MenuCheck, MenuHeading, MenuItem, MenuSeparator } from '../ui/menu-panel.tsx';
import type { Column } from './column.ts';
import { exportCsv } from './export-csv.ts';

type ViewMenuProps = {
  name: string;
  columns: readonly Column<never>[];
  switched: ReadonlySet<string>;
  onToggle: (key: string) => void;
  readPage: ((cursor: string) => Promise<{ items: readonly never[]; nextCursor: string | null }>) | undefined;
};

/** Which columns a list shows, and what is listed as a file. The first column names the row and stays. */
export function ViewMenu({ name, columns, switched, onToggle, readPage }: ViewMenuProps) {
  const shown = columns.filter(({ key, optional = false }) => switched.has(key) === optional);
  return (
    <>
      <MenuHeading>
        <span className="text-muted text-xs">{t.common.columns}</span>
      </MenuHeading>
      {columns.slice(1).map(({ key, header }) => (
        <MenuCheck
          key={key}
          checked={shown.some((column) => column.key === key)}
          onToggle={() => onToggle(key)}
        >
          {header}
        </MenuCheck>
      ))}
      {readPage && (
        <>
          <MenuSeparator />
          <MenuItem
            icon={<Download aria-hidden className="size-3.5 text-muted" />}
            onSelect={() => exportCsv(name, shown, readPage)}
          >
            {t.common.exportCsv}
          </MenuItem>
        </>
      )}
    </>
  );
}
