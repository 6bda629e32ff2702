'use client';

import { useEffect, useState } from 'react';
import type { BulkRun, LineState } from '@/lib/bulk/bulk-run.ts';
import { text } from '@/messages/bulk.ts';
import { Progress } from '../ui/progress.tsx';
import type { BulkRoomName } from './bulk-room-name.ts';

type RunProgressProps = { run: BulkRun; leftOut: number; room: BulkRoomName };

/** How far it is, and in the end what came of it. Read out as it pauses and ends, not with every line. */
export function RunProgress({ run, leftOut, room }: RunProgressProps) {
  const { lines, status, pausedUntil } = run;
  const count = (state: LineState) => lines.filter((line) => line.state === state).length;
  const done = lines.length - count('waiting') - count('running');
  const created = count('created');
  const isOver = status === 'ended';
  const isGood = isOver && created === lines.length;
  const parts = [
    text.summary.created(text.kinds[room].things(created)),
    ...(['refused', 'unanswered', 'notTried'] as const)
      .filter((state) => count(state) > 0)
      .map((state) => text.summary[state](count(state))),
    ...(leftOut > 0 ? [text.summary.faulty(leftOut)] : []),
  ];
  const seconds = useSecondsUntil(isOver ? undefined : pausedUntil);
  return (
    <div className="grid gap-1.5">
      <Progress
        label={text.progress}
        value={done}
        max={lines.length}
        tone={isGood ? 'good' : 'accent'}
        text={text.progressText(done, lines.length)}
      />
      <div className="flex flex-wrap justify-between gap-x-4">
        <p role="status" className="font-medium">
          {isOver ? parts.join(', ') : ''}
        </p>
        <p className="text-muted">{text.progressText(done, lines.length)}</p>
      </div>
      <p role="status" className="text-warn">
        {seconds === undefined ? '' : text.paused(seconds)}
      </p>
    </div>
  );
}

/** The seconds to a moment, counted down. */
function useSecondsUntil(moment: number | undefined): number | undefined {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (moment === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return moment === undefined ? undefined : Math.max(1, Math.ceil((moment - now) / 1000));
}
