'use client';

import { Download as DownloadIcon, FileJson, FileSpreadsheet } from 'lucide-react';
import { useMay } from '@/lib/console-context.tsx';
import type { CallRecordRequest } from '@/lib/wire.ts';
import { text } from '@/messages/requests.ts';
import { useIsOwnLevel } from '../deliveries/use-is-own-level.ts';
import { buttonClass } from '../ui/button.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { MenuItem } from '../ui/menu-panel.tsx';

const DOWNLOAD_MS = 7 * 24 * 60 * 60 * 1000;
const formats = [
  ['csv', FileSpreadsheet],
  ['ndjson', FileJson],
] as const;

/** The records of an order as a file, from when it is taken up, for 7 days. */
export function Download({ request }: { request: CallRecordRequest }) {
  const may = useMay('downloadCallRecordRequest');
  const isOwn = useIsOwnLevel(request.consumerId);
  const { id, expectedCount, createdAt } = request;
  const isOver = Date.now() - Date.parse(createdAt) > DOWNLOAD_MS;
  if (!may || !isOwn || expectedCount === null || isOver) return null;
  return (
    <MenuButton
      label={text.download}
      triggerClass={buttonClass()}
      trigger={
        <>
          <DownloadIcon aria-hidden className="size-3.5" />
          {text.download}
        </>
      }
    >
      {formats.map(([format, Icon]) => (
        <MenuItem
          key={format}
          icon={<Icon aria-hidden className="size-3.5 text-muted" />}
          onSelect={() => saveFile(addressOf(id, format))}
        >
          {text.downloadAs[format]}
        </MenuItem>
      ))}
    </MenuButton>
  );
}

/** A refusal is told by the browser beside the page, which stays. */
function saveFile(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}

const addressOf = (requestId: string, format: string): string =>
  `/api/downloads/call-record-requests/${requestId}?format=${format}`;
