'use client';

import { RotateCcw, Trash2, UserCheck } from 'lucide-react';
import { Suspense, useState } from 'react';
import { onDemand } from '@/lib/on-demand.ts';
import type { QuarantinedRecord } from '@/lib/wire.ts';
import { text } from '@/messages/quarantine.ts';
import { Button } from '../ui/button.tsx';
import { useSettle } from './use-settle.ts';

const AttributeRecords = onDemand(() =>
  import('./attribute-records.tsx').then((module) => module.AttributeRecords),
);
const DiscardRecords = onDemand(() =>
  import('./discard-records.tsx').then((module) => module.DiscardRecords),
);

type SettleActsProps = { records: readonly QuarantinedRecord[]; onDone?: () => void };

/** Replay, attribute and discard, for those of the records that each of them can be done to. */
export function SettleActs({ records, onDone = () => {} }: SettleActsProps) {
  const { settle, tell } = useSettle();
  const [asked, setAsked] = useState<'attribute' | 'discard'>();
  const [isReplaying, setReplaying] = useState(false);
  const open = records.filter(({ status }) => status !== 'accepted');
  const replayable = open.filter(({ complete }) => complete);
  const attributable = open.filter(({ reason }) => reason === 'unattributed' || reason === 'ambiguous');
  const discardable = records.filter(({ status }) => status === 'waiting');
  const close = () => setAsked(undefined);
  const done = () => {
    close();
    onDone();
  };
  const replay = async () => {
    setReplaying(true);
    await settle(replayable, (client, sourceId, ids) =>
      client.replayQuarantinedRecords.mutate({ sourceId, ids }),
    ).then(onDone, tell);
    setReplaying(false);
  };
  return (
    <>
      {replayable.length > 0 && (
        <Button
          size="sm"
          icon={<RotateCcw aria-hidden className="size-3.5" />}
          pending={isReplaying}
          onClick={replay}
        >
          {text.replay}
        </Button>
      )}
      {attributable.length > 0 && (
        <Button
          size="sm"
          icon={<UserCheck aria-hidden className="size-3.5" />}
          onClick={() => setAsked('attribute')}
        >
          {text.attribute}
        </Button>
      )}
      {discardable.length > 0 && (
        <Button
          size="sm"
          icon={<Trash2 aria-hidden className="size-3.5" />}
          onClick={() => setAsked('discard')}
        >
          {text.discard}
        </Button>
      )}
      <Suspense>
        {asked === 'attribute' && <AttributeRecords records={attributable} onClose={close} onDone={done} />}
        {asked === 'discard' && <DiscardRecords records={discardable} onClose={close} onDone={done} />}
      </Suspense>
    </>
  );
}
