'use client';

import { useQuery } from '@tanstack/react-query';
import { PencilLine } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { formatTimeSeconds } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { QuarantinedRecord as Entry } from '@/lib/wire.ts';
import { text } from '@/messages/quarantine.ts';
import { text as sourceText } from '@/messages/sources.ts';
import { t } from '@/messages.ts';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Textarea } from '../ui/input.tsx';
import { QuarantineStatus } from './quarantine-status.tsx';
import { SettleActs } from './settle-acts.tsx';
import { SourceName } from './source-name.tsx';
import { useSettle } from './use-settle.ts';

type QuarantinedRecordRoomProps = { customerId: string; quarantinedRecordId: string };

/** One record that was not accepted: why, its text, and what can be done. */
export function QuarantinedRecordRoom({ customerId, quarantinedRecordId }: QuarantinedRecordRoomProps) {
  const trpc = useTRPC();
  const { timeZone } = useConsole();
  const may = useMay('replayQuarantinedRecords');
  const query = useQuery(trpc.getQuarantinedRecord.queryOptions({ quarantinedRecordId }));
  return (
    <DetailRoom
      query={query}
      title={({ reason }) => text.reasons[reason]}
      lead={({ receivedAt }) => formatTimeSeconds(receivedAt, timeZone)}
      acts={(entry) => may && <SettleActs records={[entry]} />}
      facts={(entry) => [
        [text.columns.status, <QuarantineStatus key="status" status={entry.status} />],
        [
          text.columns.source,
          <Link
            key="source"
            href={`${roomAddress(customerId, 'sources')}/${entry.sourceId}`}
            prefetch={false}
            className="rounded-sm text-accent hover:underline"
          >
            <SourceName id={entry.sourceId} />
          </Link>,
        ],
        [text.format, sourceText.formats[entry.format]],
        timeFact(text.resolvedAt, entry.resolvedAt),
        entry.resolvedAt === null
          ? undefined
          : [
              text.resolvedBy,
              entry.resolvedBy === null ? (
                text.bySystem
              ) : (
                <span key="by" className="font-mono text-xs">
                  {entry.resolvedBy}
                </span>
              ),
            ],
        entry.note === null ? undefined : [text.note, entry.note],
        entry.callRecordId === null
          ? undefined
          : [text.record, <RecordLink key="record" customerId={customerId} id={entry.callRecordId} />],
      ]}
    >
      {(entry) => (
        <div className="grid max-w-4xl gap-6">
          {entry.status === 'waiting' && (
            <Callout tone="warn" title={entry.detail}>
              {text.help[entry.reason]}
            </Callout>
          )}
          {entry.status !== 'waiting' && <Callout>{entry.detail}</Callout>}
          {!entry.complete && <Callout>{text.incomplete}</Callout>}
          <CodeBlock label={text.raw} code={entry.raw} isWrapped />
          {may && entry.complete && entry.status !== 'accepted' && <Mend key={entry.id} entry={entry} />}
        </div>
      )}
    </DetailRoom>
  );
}

function RecordLink({ customerId, id }: { customerId: string; id: string }) {
  return (
    <Link
      href={`${roomAddress(customerId, 'call-records')}/${id}`}
      prefetch={false}
      className="rounded-sm font-mono text-accent text-xs hover:underline"
    >
      {id}
    </Link>
  );
}

/** The text as it should have been, in the place of what was sent. */
function Mend({ entry }: { entry: Entry }) {
  const { settle, tell } = useSettle();
  const [raw, setRaw] = useState<string>();
  const [isSending, setSending] = useState(false);
  if (raw === undefined) {
    return (
      <Button
        className="justify-self-start"
        icon={<PencilLine aria-hidden className="size-3.5" />}
        onClick={() => setRaw(entry.raw)}
      >
        {text.mend}
      </Button>
    );
  }
  const replay = async () => {
    setSending(true);
    await settle([entry], (client, sourceId, ids) =>
      client.replayQuarantinedRecords.mutate({ sourceId, ids, raw }),
    ).then(() => setRaw(undefined), tell);
    setSending(false);
  };
  return (
    <div className="grid gap-2">
      <label htmlFor="mended" className="font-medium">
        {text.rawMended}
      </label>
      <Textarea
        id="mended"
        rows={8}
        value={raw}
        spellCheck={false}
        aria-describedby="mended-hint"
        onChange={({ target }) => setRaw(target.value)}
        className="font-mono text-xs"
      />
      <p id="mended-hint" className="text-muted text-xs">
        {text.rawHint}
      </p>
      <div className="flex gap-2">
        <Button variant="primary" pending={isSending} disabled={raw.trim() === ''} onClick={replay}>
          {text.replayMended}
        </Button>
        <Button onClick={() => setRaw(undefined)}>{t.common.cancel}</Button>
      </div>
    </div>
  );
}
